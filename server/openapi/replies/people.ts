import { z } from 'zod';
import type { ErrorReply, SessionReply } from '../../../models/contract/people.ts';
import { USER_ROLES } from '../../../models/contract/people.ts';
import { MEMBER_ROLES, ORGANISATION_KINDS } from '../../../models/contract/rights.ts';
import { replyOf } from './agrees.ts';

export const sessionReply = replyOf<SessionReply>()(
  z.object({
    me: z
      .object({
        id: z.string(),
        login: z.string(),
        name: z.string(),
        role: z.enum(USER_ROLES),
        rooms: z.array(z.string()).describe('Rooms that a host may see; empty for the others.'),
        memberships: z
          .array(
            z.object({
              organisationId: z.string(),
              name: z.string(),
              kind: z.enum(ORGANISATION_KINDS),
              role: z.enum(MEMBER_ROLES),
              rooms: z.array(z.string()).describe('The rooms to which the role applies, as they are now.'),
            }),
          )
          .describe('Where a host works, as what, and for which rooms; empty for the others.'),
      })
      .nullable()
      .describe('null when nobody is logged in.'),
    csrf: z.string().describe('Goes back in X-CSRF-Token; empty when nobody is logged in.'),
    demo: z.boolean(),
  }),
);

const error = z.object({
  code: z.string().describe('Stable; programs may act on it.'),
  message: z.string().describe('What, where and what to do. For people; may change.'),
  field: z.string().optional().describe('The field of the body or query that it is about.'),
});

export const errorReply = replyOf<ErrorReply>()(z.object({ error }));

/** Where several entries can be at fault at once: each with its reason, and nothing was changed. */
export const refusedReply = z.object({
  error: error.extend({
    refusals: z
      .array(
        z.object({
          pack: z.string().optional(),
          policy: z.string().optional(),
          entry: z.string().optional(),
          reason: z.string(),
        }),
      )
      .optional(),
  }),
});
