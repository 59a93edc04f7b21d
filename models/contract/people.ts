import { z } from 'zod';
import type { RoomId, UserId } from './ids.ts';
import type { Membership } from './rights.ts';

export const USER_ROLES = ['admin', 'moderator', 'host', 'consumer'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who is asking, as the server tells the dashboard at `GET /api/session`. */
export interface Me {
  readonly id: UserId;
  readonly login: string;
  readonly name: string;
  readonly role: UserRole;
  /** Rooms that a host may see; empty for the others. */
  readonly rooms: readonly RoomId[];
  /** Where a host works, as what, and for which rooms; empty for the others. */
  readonly memberships: readonly Membership[];
}

/** `csrf` goes back in the header `X-CSRF-Token` of every request that changes something. */
export interface SessionReply {
  readonly me: Me | null;
  readonly csrf: string;
  readonly demo: boolean;
}

/** Body of `POST /api/session`. */
export const loginSchema = z.strictObject({
  login: z.string().min(1).max(128),
  password: z.string().min(1).max(1024),
});

/** Error body of every route: `code` is stable, `message` says what, where and what to do. */
export interface ErrorReply {
  readonly error: { readonly code: string; readonly message: string; readonly field?: string };
}
