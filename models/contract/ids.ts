/** A string that only the named maker may produce, so that an alert's id cannot be passed where a broadcast's is wanted. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name };

/** The sender's name for a broadcast. Stays inside: addresses and the log's origin use {@link PublicId}. */
export type BroadcastId = Branded<string, 'BroadcastId'>;
/** 128 random bits in base64url (22 characters): the only name of a broadcast that leaves the system. */
export type PublicId = Branded<string, 'PublicId'>;
export type RoomId = Branded<string, 'RoomId'>;
export type UtteranceId = Branded<string, 'UtteranceId'>;
export type ProductId = Branded<string, 'ProductId'>;
export type AlertId = Branded<string, 'AlertId'>;
export type UserId = Branded<string, 'UserId'>;
export type TokenId = Branded<string, 'TokenId'>;
export type DecisionId = Branded<string, 'DecisionId'>;
export type OrganisationId = Branded<string, 'OrganisationId'>;
export type InvitationId = Branded<string, 'InvitationId'>;
/** 128 random bits in base64url: a moment that somebody marked. Opens nothing by itself. */
export type MarkId = Branded<string, 'MarkId'>;
/** The same of what somebody brought. */
export type ExhibitId = Branded<string, 'ExhibitId'>;
/** An entry id of the Redis Stream `alerts`, e.g. `1763800000000-0`. Ordered by {@link compareCursors}. */
export type Cursor = Branded<string, 'Cursor'>;
/** An entry id of a Redis Stream of utterances. */
export type EntryId = Branded<string, 'EntryId'>;

export const asBroadcastId = (value: string): BroadcastId => value as BroadcastId;
export const asPublicId = (value: string): PublicId => value as PublicId;
export const asRoomId = (value: string): RoomId => value as RoomId;
export const asUtteranceId = (value: string): UtteranceId => value as UtteranceId;
export const asProductId = (value: string): ProductId => value as ProductId;
export const asAlertId = (value: string): AlertId => value as AlertId;
export const asUserId = (value: string): UserId => value as UserId;
export const asTokenId = (value: string): TokenId => value as TokenId;
export const asDecisionId = (value: string): DecisionId => value as DecisionId;
export const asOrganisationId = (value: string): OrganisationId => value as OrganisationId;
export const asInvitationId = (value: string): InvitationId => value as InvitationId;
export const asMarkId = (value: string): MarkId => value as MarkId;
export const asExhibitId = (value: string): ExhibitId => value as ExhibitId;
export const asCursor = (value: string): Cursor => value as Cursor;
export const asEntryId = (value: string): EntryId => value as EntryId;

/** Order of two Redis Stream ids (`milliseconds-sequence`): negative when `a` is older, 0 when equal. */
export const compareEntryIds = (a: string, b: string): number => {
  if (a === b) return 0;
  const dash = a.indexOf('-');
  // As long as each other in both parts, which they nearly always are: then their digits compare as they stand.
  if (dash > 0 && a.length === b.length && b.indexOf('-') === dash) return a < b ? -1 : 1;
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
};
