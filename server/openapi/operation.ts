import type { z } from 'zod';
import type { Bilingual } from '../../models/contract/claim.ts';
import type { UserRole } from '../../models/contract/people.ts';
import type { ProblemCode } from '../http/problem.ts';

/** For whom an operation is: the three users, senders, and those who run the system. */
export const TAGS = [
  'session',
  'moderators',
  'hosts',
  'organisations',
  'consumers',
  'senders',
  'settings',
  'system',
] as const;
export type Tag = (typeof TAGS)[number];

/** Who may call it. */
export type Access =
  | { readonly of: 'anyone' }
  /** By a bearer token that has a right to the room. */
  | { readonly of: 'sender' }
  /** From the machine itself, or by METRICS_TOKEN. */
  | { readonly of: 'metrics' }
  /** By session, in one of these roles. */
  | { readonly of: 'people'; readonly roles: readonly UserRole[] };

export interface Parameter {
  readonly says: Bilingual;
  readonly schema: z.ZodType;
  readonly example: string | number;
}

export interface Body {
  readonly schema: z.ZodType;
  readonly example: unknown;
  /** Absent: `application/json`. */
  readonly types?: readonly string[];
  /** One JSON text a line, each of the schema. */
  readonly isLines?: boolean;
  readonly says?: Bilingual;
}

export interface Reply {
  readonly says: Bilingual;
  /** Of a JSON answer. */
  readonly schema?: z.ZodType;
  /** Of another answer; with neither there is no body. */
  readonly type?: string;
  readonly example?: unknown;
  readonly headers?: Readonly<Record<string, Bilingual>>;
}

/** One method of one route, as it is described. What follows from access, parameters and body is not repeated in `errors`. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: Bilingual;
  readonly more?: Bilingual;
  readonly access: Access;
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly query?: z.ZodType;
  readonly querySays?: Readonly<Record<string, Bilingual>>;
  readonly body?: Body;
  readonly replies: Readonly<Record<number, Reply>>;
  readonly errors?: readonly ProblemCode[];
  /** JSON that an error of this status carries instead of, or beside, ErrorReply. */
  readonly errorSchemas?: Readonly<Record<number, z.ZodType>>;
}

export const ANYONE: Access = { of: 'anyone' };
export const SENDER: Access = { of: 'sender' };
export const peopleIn = (...roles: readonly UserRole[]): Access => ({ of: 'people', roles });
/** Those who decide for the platform. */
export const PLATFORM = peopleIn('moderator', 'admin');
export const PLATFORM_AND_HOSTS = peopleIn('moderator', 'admin', 'host');
export const EVERYONE = peopleIn('moderator', 'admin', 'host', 'consumer');
