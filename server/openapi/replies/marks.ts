import { z } from 'zod';
import { ADDRESS_KINDS } from '../../../models/contract/account.ts';
import { EXHIBIT_KINDS, EXHIBIT_STATES, type ExhibitView } from '../../../models/contract/exhibit.ts';
import { MARK_STATES, type MarkReply, type MarkView, type MineReply } from '../../../models/contract/mark.ts';
import {
  MARKED_BY,
  type Marker,
  type PlatformMark,
  type PlatformMarks,
} from '../../../models/contract/platform-mark.ts';
import { replyOf } from './agrees.ts';
import { atMs, count, instant, kind, publicId, sha256 } from './claims.ts';
import { packJob } from './evidence-packs.ts';

export const exhibitView = replyOf<ExhibitView>()(
  z.object({
    id: z.string(),
    markId: z.string(),
    kind: z.enum(EXHIBIT_KINDS),
    name: z.string().describe('Masked; empty once it was removed.'),
    sha256,
    bytes: count,
    type: z.string().describe('Media type, as its content says.'),
    receivedAt: instant,
    state: z.enum(EXHIBIT_STATES),
    leaf: count.optional().describe('The record of the broadcast’s log that carries it.'),
    durationMs: count.optional(),
    place: z
      .object({
        atMs,
        by: z.enum(['clock', 'hand']).describe('`clock`: by the time in the file; `hand`: by a person.'),
      })
      .optional(),
    placing: z.boolean().optional().describe('Its clock is being read.'),
    file: z.string().optional().describe('Where its bytes are fetched.'),
  }),
);

const kept = z
  .object({
    keptMs: count,
    goneMs: count.describe('Recorded, and let go since.'),
    missedMs: count.describe('Never recorded here.'),
    comingMs: count.describe('Not on the air yet, or just being fetched.'),
  })
  .describe('Lengths in ms.');

export const markView = replyOf<MarkView>()(
  z.object({
    id: z.string(),
    publicId,
    title: z.string(),
    room: z.string(),
    startedAt: instant,
    atMs,
    reachedMs: count.describe('How far the broadcast has come, ms.'),
    markedAt: instant,
    state: z.enum(MARK_STATES),
    leaf: count.optional().describe('The record of the broadcast’s log that carries it.'),
    line: z
      .string()
      .nullable()
      .optional()
      .describe('The line that was marked, masked; null when it was withheld.'),
    words: z.string().optional().describe('In the person’s own words, masked.'),
    product: z.object({ id: z.string(), name: z.string().optional() }).optional(),
    bought: z.object({ day: z.string(), hour: count.optional() }).optional(),
    media: z.object({ fromMs: count, untilMs: count, picture: kept, sound: kept }),
    claims: z
      .array(z.object({ kind, quote: z.string(), atMs, upheld: z.boolean() }))
      .describe('What is suspected or was upheld around the moment.'),
    exhibits: z.array(exhibitView),
    packs: z.array(packJob),
  }),
);

/** What buyers marked, for the platform. */
const platformMark = replyOf<PlatformMark>()(
  z.object({
    id: z.string(),
    publicId,
    title: z.string(),
    room: z.string(),
    atMs,
    markedAt: instant,
    state: z.enum(MARK_STATES),
    leaf: count.optional().describe('The record of the broadcast’s log that carries it.'),
    markedBy: z
      .enum(MARKED_BY)
      .describe('What opens it: an account, a recovery code, or nothing, since the account was closed.'),
    shown: z.string().optional().describe('Address or name of the account, masked.'),
    words: z.string().optional().describe('In the person’s own words, masked.'),
    product: z.object({ id: z.string(), name: z.string().optional() }).optional(),
    bought: z.object({ day: z.string(), hour: count.optional() }).optional(),
    exhibits: z.array(exhibitView),
  }),
);

export const platformMarks = replyOf<PlatformMarks>()(
  z.object({
    marks: z.array(platformMark),
    next: z.string().optional().describe('Goes into `before` for the next page; absent on the last.'),
  }),
);

export const marker = replyOf<Marker>()(
  z.object({
    id: z.string(),
    name: z.string(),
    address: z
      .object({ kind: z.enum(ADDRESS_KINDS), shown: z.string() })
      .optional()
      .describe('Masked: the whole is kept nowhere.'),
  }),
);

export const markReply = replyOf<MarkReply>()(
  z.object({
    mark: markView,
    code: z.string().optional().describe('The recovery code, told this once; absent with an account.'),
  }),
);

export const mineReply = replyOf<MineReply>()(
  z.object({
    by: z.enum(['account', 'code']).describe('By what one is known here.'),
    marks: z.array(markView),
    packs: z.array(packJob).describe('Other packs that were asked for with the account.'),
    limits: z.object({ fileBytes: count, allBytes: count, usedBytes: count, filesPerMark: count }),
    adopted: count.optional().describe('Marks made without an account that have just come to the list.'),
  }),
);
