import { correctionSchema } from '../../../models/contract/alert.ts';
import { CHECK_BODY_BYTES_MAX, checkSchema } from '../../check/body.ts';
import { promptBody } from '../../desk/routes.ts';
import { ALERT_VIEW } from '../examples/alert.ts';
import { PROMPT } from '../examples/broadcast.ts';
import { CHECK_REPLY } from '../examples/check.ts';
import { type Operation, PLATFORM_AND_HOSTS, peopleIn } from '../operation.ts';
import { alertId, publicId } from '../parameters.ts';
import { alertView } from '../replies/alerts.ts';
import { prompterReply } from '../replies/broadcasts.ts';
import { checkReply } from '../replies/check.ts';

const MIB = 1024 * 1024;

export const deskOperations: readonly Operation[] = [
  {
    id: 'checkScript',
    method: 'post',
    path: '/api/check',
    tag: 'hosts',
    summary: { en: 'Check a script before a show', zh: '开播前检查话术稿' },
    more: {
      en: `Either \`text\` or \`rows\`. Nothing of it is stored or logged; what stays is the receipt, with the caller. At most ${CHECK_BODY_BYTES_MAX / MIB} MiB; counted by person.`,
      zh: `\`text\` 与 \`rows\` 二选一。文字不保存、不记日志，留下的只有交给调用者的回执。不超过 ${CHECK_BODY_BYTES_MAX / MIB} MiB；按人计次限流。`,
    },
    access: peopleIn('host', 'moderator'),
    body: {
      schema: checkSchema,
      example: {
        rows: [{ product: '纸灯笼', category: 'other', text: '这盏灯笼全网最低价。' }],
        platform: 'lantern',
      },
    },
    replies: {
      200: {
        says: { en: 'What was found, and the receipt.', zh: '检查结果与回执。' },
        schema: checkReply,
        example: CHECK_REPLY,
      },
    },
    errors: ['forbidden', 'too-many'],
  },
  {
    id: 'readPrompt',
    method: 'get',
    path: '/api/broadcasts/{publicId}/prompter',
    tag: 'hosts',
    summary: { en: 'What the presenter is given to read', zh: '提词器的当前内容' },
    access: peopleIn('host'),
    params: publicId,
    replies: {
      200: {
        says: { en: 'The line, or null.', zh: '当前提词；没有则为 null。' },
        schema: prompterReply,
        example: PROMPT,
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'setPrompt',
    method: 'post',
    path: '/api/broadcasts/{publicId}/prompter',
    tag: 'hosts',
    summary: { en: 'Give the presenter a line to read', zh: '给主播一句提词' },
    more: { en: '`text` null clears it.', zh: '`text` 为 null 时清空。' },
    access: peopleIn('host'),
    params: publicId,
    body: { schema: promptBody, example: { text: PROMPT.prompt.text, dutyId: PROMPT.prompt.dutyId } },
    replies: {
      200: {
        says: { en: 'What is shown now.', zh: '现在显示的内容。' },
        schema: prompterReply,
        example: PROMPT,
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'correct',
    method: 'post',
    path: '/api/alerts/{id}/correction',
    tag: 'hosts',
    summary: { en: 'Say or confirm that it was corrected on air', zh: '说明或确认已当场更正' },
    more: {
      en: '`said`: a host, as to own rooms. `confirm`: a moderator or admin, once it was said; 409 otherwise. Audited.',
      zh: '`said`：主播，限自己的直播间。`confirm`：审核员或管理员，须先有人说明，否则 409。记入审计。',
    },
    access: PLATFORM_AND_HOSTS,
    params: alertId,
    body: { schema: correctionSchema, example: { act: 'said' } },
    replies: {
      200: {
        says: { en: 'The alert as it is now.', zh: '预警的当前状态。' },
        schema: alertView,
        example: {
          ...ALERT_VIEW,
          correction: {
            saidAt: '2026-11-20T12:05:00.000Z',
            by: { id: 'h-1', name: '主播甲' },
            untilMs: 244_000,
          },
        },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
];
