import type {
  AlertStatus,
  AlertSubject,
  AlertView,
  Decision,
  DecisionAction,
  Occurrence,
  Person,
} from '../contract/alert.ts';
import type { CaptureView } from '../contract/broadcast.ts';
import type { CaseId } from '../contract/case.ts';
import type { Claim, Judgement, Part, Stage, Step, Versions } from '../contract/claim.ts';
import type { Prompt } from '../contract/duty.ts';
import type {
  AlertId,
  BroadcastId,
  DecisionId,
  EntryId,
  OrganisationId,
  ProductId,
  PublicId,
  RoomId,
  TokenId,
  UserId,
} from '../contract/ids.ts';
import type { BroadcastInput, ProductEvent, Role, Source } from '../contract/ingest.ts';
import type { UserRole } from '../contract/people.ts';
import type { WithheldNotice } from '../contract/withholding.ts';
import type { AccountAddress } from './account-documents.ts';
import type { KeptSubtrees } from './kept-subtrees.ts';

/** A person with a login. */
export interface UserDoc {
  _id: UserId;
  login: string;
  name: string;
  role: UserRole;
  /** argon2id, in PHC string form. */
  passwordHash: string;
  disabled: boolean;
  /** Exists in demo mode alone. */
  demo: boolean;
  /** Grows when the password is reset or the person is disabled: sessions of an older one are void. */
  sessionEpoch: number;
  createdAt: Date;
  /** Of people who made their account themselves: their login is the keyed hash of it. */
  address?: AccountAddress;
}

/** A sender's right to register and feed broadcasts. The token itself is shown once and never kept. */
export interface TokenDoc {
  _id: TokenId;
  /** SHA-256 of the token, hex. The token has 256 random bits, so that a fast hash is enough. */
  hash: string;
  label: string;
  /** Rooms whose broadcasts it may register and feed; empty: every room. */
  rooms: RoomId[];
  createdAt: Date;
  revokedAt?: Date;
  demo: boolean;
}

export type ProductState = Omit<ProductEvent, 'type' | 'id' | 'action'> & {
  lastAction: string;
  introducedMs?: number;
  introducedUntilMs?: number;
};

export interface BroadcastDoc {
  _id: BroadcastId;
  publicId: PublicId;
  partition: number;
  /** As registered and patched. */
  input: BroadcastInput;
  /** SHA-256 of the body as first registered, to tell "the same again" from "another body". */
  digest: string;
  roomId: RoomId;
  tokenId: TokenId;
  startedAt: Date;
  /** Absent in those of before this was kept: they were registered about when they started. */
  registeredAt?: Date;
  public: boolean;
  demo: boolean;
  revision: number;
  /** Largest broadcast time heard. */
  atMs: number;
  lastEventAt?: Date;
  endedAt?: Date;
  /** From then on nothing more is taken. */
  closesAt?: Date;
  viewers?: number;
  capture?: Omit<CaptureView, 'since'> & { since: Date };
  /** Products by id, as last told, with the time from which each is (or until which it was) being introduced. */
  products: Record<string, ProductState>;
  /** Segments that have begun and not ended, so that a new owner knows whose speech it hears. */
  segments?: { segment: string; fromMs: number }[];
  silent: boolean;
  /** Detectors that took no part in the newest judgement; `null` once all are back. */
  away?: { stages: Stage[]; since: Date } | null;
  logSize: number;
  /** The newest record that changed what is owed or asked. */
  dutiesLeaf?: number;
  /** What the presenter is given to read. */
  prompt?: Prompt | null;
  /** A change that is not yet on the feed; swept until it is. */
  unsent: boolean;
  updatedAt: Date;
  /** Its time was over: what stood behind its log is gone. */
  erasedAt?: Date;
}

/** All that people see of a broadcast: its products may be megabytes, and are left out where many are read or one is read often. */
export type BroadcastHead = Omit<BroadcastDoc, 'products'>;

/** One batch of leaves of one broadcast's log. Unique on (broadcastId, firstLeafIndex): the fence against a late owner. */
export interface BlockDoc {
  broadcastId: BroadcastId;
  firstLeafIndex: number;
  leafCount: number;
  /** Canonical JSON of each leaf (RFC 8785). */
  leaves: string[];
  /** The last stream entry that the block holds: one at or below it is not appended again. */
  lastEntryId: EntryId;
  /** Size and right-edge hashes (hex) of the Merkle tree after this block, so that an owner goes on without reading the log. */
  frontier: { size: number; hashes: string[] };
  /** Subtrees that the block completes, so that proofs need not walk the log. Absent where it completes none, and in old logs. */
  subtrees?: KeptSubtrees[];
  epoch: number;
  writtenAt: Date;
}

/** A value that a leaf commits to. */
export interface SealedValue {
  /** As shown: masked where it held personal data. `null` once withheld. */
  value: string | null;
  /** 16 random bytes, hex; of the commitment to `value`. `null` once withheld. */
  salt: string | null;
  /** Why it was withheld, and when; absent in old logs. */
  gone?: WithheldNotice;
}

/** What an alert needs of the utterance that a claim was made in. */
export interface SealedClaimFacts {
  /** Leaf of the utterance. */
  of: number;
  utteranceId: string;
  role: Role;
  speaker?: string;
  /** Others may be heard at that time. */
  unattributed?: true;
  productId?: string;
  /** Of a viewer's unanswered question: the duty that it asks for, of a product or of the broadcast. */
  asks?: { dutyId: string; productId?: string };
}

/**
 * What the judge knew of an utterance that claims were found in, beside what stands in its leaf, in the records of products and
 * in its neighbours': kept so that the verdict can be recomputed.
 */
export interface JudgedWith {
  language: string;
  platform: string;
  category?: string;
  /** Product being introduced; its listing stands in the record that told it. */
  productId?: string;
  unattributed?: true;
  /** Leaves of what was read along, oldest first. */
  before?: number[];
  /** Leaves of what the same speaker said in the last 30 s, oldest first. */
  recent?: number[];
  /** The same line from other accounts. */
  alike?: { accounts: number; withinMs: number; parts: readonly Part[]; speechBehind?: boolean };
  /** The message completed personal data of earlier ones, which is not kept. */
  completedData?: true;
}

/** What a person may read of one leaf: values and salts behind its commitments, and what is needed to find it by time. */
export interface SealedDoc {
  broadcastId: BroadcastId;
  leafIndex: number;
  kind: string;
  atMs: number;
  entryId: EntryId;
  values: Record<string, SealedValue>;
  /** Set for utterances. */
  utterance?: {
    id: string;
    revision: number;
    source: Source;
    role: Role;
    confidence?: number;
    judged: Judgement['judged'];
    /** Detectors that took no part. */
    away?: Stage[];
    claims: { start: number; end: number; kind: string; verdict: string; parts?: readonly Part[] }[];
    /** Set where there are claims. */
    judgedWith?: JudgedWith;
  };
  /** Set for gaps. */
  gap?: { reason: string; fromMs: number; untilMs: number; source?: Source };
  /** Set for claims: all that an alert is made of but the quote, which stands in `values`. */
  claim?: Omit<Claim, 'quote'> & SealedClaimFacts;
  /** Set for corrections: the leaves that were taken back, and how long the claim had stood, ms. */
  correction?: { of: number[]; afterMs?: number };
  /** Set for withholdings: the record that it is of, or where the stretch of picture and sound ends. */
  withholding?: { of?: number; untilMs?: number };
  /** Set for duties: the outcome that was recorded, as `models/duties` gave it. */
  duty?: object;
}

export interface CheckpointDoc {
  broadcastId: BroadcastId;
  size: number;
  /** The C2SP signed note, whole. */
  note: string;
  signedAt: Date;
}

/** A key that signed checkpoints. Kept after it is replaced, so that old ones still verify. */
export interface LogKeyDoc {
  /** C2SP vkey. */
  _id: string;
  firstUsedAt: Date;
  /** The key before it says so: a note of `contract/log/key-succession.ts`. Absent for the first, and where that one was lost. */
  endorsement?: string;
}

export interface AlertDoc {
  _id: AlertId;
  /** What makes it one alert: broadcast, kind or duty, product and normalised quote. Unique with `generation`. */
  key: string;
  /** Grows by one each time the same comes back after a decision. */
  generation: number;
  cardKey: string;
  broadcastId: BroadcastId;
  roomId: RoomId;
  broadcast: AlertView['broadcast'];
  subject: AlertSubject;
  product?: { id: ProductId; name: string; linkNo?: number };
  verdict: AlertView['verdict'];
  need?: AlertView['need'];
  severity: AlertView['severity'];
  /** {@link severityRank}, to sort by. */
  rank: number;
  basis: AlertView['basis'];
  confidence: number;
  quote: string;
  /** Its words were withheld: see withhold.ts. */
  withheld?: true;
  withheldFor?: WithheldNotice;
  speaker?: string;
  article: string;
  reason: AlertView['reason'];
  suggestion: AlertView['suggestion'];
  steps: Step[];
  versions?: Versions;
  packId?: string;
  ruleId?: string;
  occurrences: Occurrence[];
  /** `utteranceId:start` of every occurrence ever seen, so that a replay adds nothing. */
  occurrenceIds: string[];
  count: number;
  firstAtMs: number;
  lastAtMs: number;
  /** Acceptance of the event that raised it, ms since 1970: the start of the latency that is measured. */
  acceptedAtMs: number;
  raisedAt: Date;
  updatedAt: Date;
  status: AlertStatus;
  assignee?: Person;
  laterUntil?: Date;
  decision?: Decision;
  repeated?: { of: AlertId; times: number; sinceMs: number };
  /** Of duties, when it was met after all; of claims only in old documents: now each occurrence says it of itself. */
  correctedAtMs?: number;
  correctedAfterMs?: number;
  correction?: AlertView['correction'];
  /** What the room says of its being upheld. */
  answers?: AlertView['answers'];
  heldUntil?: Date;
  /** The newest case that it was joined to. */
  caseId?: CaseId;
  /** Of an alert that was held: when the platform could see it. The others were seen as they were raised. */
  seenAt?: Date;
  revision: number;
  unsent: boolean;
}

/** A person's act on an alert, written in one transaction with the alert's change. */
export interface DecisionDoc {
  _id: DecisionId;
  alertId: AlertId;
  broadcastId: BroadcastId;
  atMs: number;
  action: DecisionAction;
  by: Person;
  reason?: string;
  note?: string;
  at: Date;
  /** The leaf that records it; absent until the owner of the log has appended it. Swept until then. */
  leafIndex?: number;
}

/** Who did what to what, besides decisions on alerts: visibility, people, tokens. */
export interface AuditDoc {
  at: Date;
  by: { id: string; name: string };
  action: string;
  subject: string;
  /** The organisation whose owners may read it. */
  organisationId?: OrganisationId;
  reason?: string;
  details?: Record<string, unknown>;
  /** The act is to be a leaf too, and it is not known yet that its event is on the stream. Swept until it is. */
  unlogged?: boolean;
  /** Salts (16 random bytes, hex) of what its record in the audit log commits to, by field. */
  salts?: Record<string, string>;
  /** It is not in the audit log yet; its writer takes it. */
  waiting?: boolean;
  /** Its place in the audit log. */
  auditLeaf?: number;
}

/** Where the duties of a broadcast stand after `leafIndex`, to go on from. */
export interface DutyStateDoc {
  _id: BroadcastId;
  leafIndex: number;
  state: unknown;
  updatedAt: Date;
}

/** A stream entry that could not be decoded. It has no leaf; the lane went on. */
export interface QuarantineDoc {
  stream: string;
  entryId: string;
  fields: Record<string, string>;
  reason: string;
  at: Date;
}
