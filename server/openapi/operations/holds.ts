import { holdBody, holdReleaseBody, holdReviewBody } from '../../holds/routes.ts';
import { type Operation, PLATFORM } from '../operation.ts';
import { holdOfBroadcast, publicId } from '../parameters.ts';
import { holdsReply, holdView } from '../replies/holds.ts';

const HOLD = {
  id: 'u3FhZc0Qk1m7o2Jt5wXy9A',
  why: 'authority',
  ref: 'case 2026-118',
  reason: 'asked for by the market regulator',
  by: 'Moderator',
  at: '2026-11-20T12:00:00.000Z',
  reviewBy: '2027-05-19',
};

/** What must stay, whatever its time (legal hold). */
export const holdOperations: readonly Operation[] = [
  {
    id: 'listHolds',
    method: 'get',
    path: '/api/broadcasts/{publicId}/holds',
    tag: 'moderators',
    summary: { en: 'What of a broadcast must be kept, and why', zh: '场次的保留令及原因' },
    access: PLATFORM,
    params: publicId,
    replies: {
      200: { says: { en: 'Holds.', zh: '保留令。' }, schema: holdsReply, example: { holds: [HOLD] } },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'placeHold',
    method: 'post',
    path: '/api/broadcasts/{publicId}/holds',
    tag: 'moderators',
    summary: { en: 'Keep a broadcast, or a stretch of it, whatever its time', zh: '下达保留令' },
    more: {
      en: 'Nothing of it is deleted when its time runs out, until the hold is released. The same `why` and `ref` again is the same hold. `reviewBy` is the day by which somebody looks again; 180 days ahead unless said otherwise, 366 at most. Audited. 410 once the broadcast is being removed.',
      zh: '到期也不删除，直至解除。相同的 `why` 与 `ref` 视为同一保留令。`reviewBy` 为复核日期，默认 180 天后，最长 366 天。写入审计。场次已在清除时回答 410。',
    },
    access: PLATFORM,
    params: publicId,
    body: { schema: holdBody, example: { why: 'authority', reason: HOLD.reason, ref: HOLD.ref } },
    replies: { 201: { says: { en: 'The hold.', zh: '保留令。' }, schema: holdView, example: HOLD } },
    errors: ['forbidden', 'not-found', 'withheld'],
  },
  {
    id: 'reviewHold',
    method: 'post',
    path: '/api/broadcasts/{publicId}/holds/{holdId}/review',
    tag: 'moderators',
    summary: { en: 'Say that a hold is still needed, and when to look again', zh: '复核保留令：仍需保留' },
    more: {
      en: 'The hold stands until it is released; this sets the day of the next look. Audited. 409 for a hold that a request, a mark or an exhibit needs: those end by themselves.',
      zh: '保留令一直有效，直至解除；此处只定下一次复核的日期。写入审计。因调取申请、标记或材料而设的保留令会自行结束，此处回答 409。',
    },
    access: PLATFORM,
    params: holdOfBroadcast,
    body: {
      schema: holdReviewBody,
      example: { reviewBy: '2027-05-19', reason: 'the case is still open' },
    },
    replies: { 200: { says: { en: 'The hold.', zh: '保留令。' }, schema: holdView, example: HOLD } },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'releaseHold',
    method: 'delete',
    path: '/api/broadcasts/{publicId}/holds/{holdId}',
    tag: 'moderators',
    summary: { en: 'Release a hold', zh: '解除保留令' },
    more: {
      en: 'Audited. 409 for a hold that a request, a mark or an exhibit needs: it ends with that.',
      zh: '写入审计。因调取申请、标记或材料而设的保留令随其结束，此处回答 409。',
    },
    access: PLATFORM,
    params: holdOfBroadcast,
    body: { schema: holdReleaseBody, example: { reason: 'the case is closed' } },
    replies: { 204: { says: { en: 'It is released.', zh: '已解除。' } } },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
];
