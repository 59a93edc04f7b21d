import type { RoomId } from '../contract/ids.ts';

/** What part of the broadcasts a question is about: the answer of the rules to "what may this person see". */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'rooms'; readonly rooms: readonly RoomId[] }
  | { readonly of: 'public' }
  | { readonly of: 'nothing' };

/** Matches no document: `_id` is never null. */
const NOTHING = { _id: null };

export const broadcastsIn = (scope: Scope): Record<string, unknown> => {
  if (scope.of === 'all') return {};
  if (scope.of === 'rooms') return { roomId: { $in: scope.rooms } };
  return scope.of === 'public' ? { public: true } : NOTHING;
};

/** What still waits for the room's own correction is the room's alone. */
export const SHOWN = { heldUntil: { $exists: false } } as const;

/** Alerts are never public: they are suspicions until a person decides. */
export const alertsIn = (scope: Scope): Record<string, unknown> => {
  if (scope.of === 'all') return SHOWN;
  return scope.of === 'rooms' ? { roomId: { $in: scope.rooms } } : NOTHING;
};
