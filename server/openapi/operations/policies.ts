import { policySchema } from '../../../models/duties/policy/schema.ts';
import { draftBody, liveBody } from '../../policies/routes.ts';
import { type Operation, PLATFORM } from '../operation.ts';
import { policyId, version } from '../parameters.ts';
import { refusedReply } from '../replies/people.ts';
import { catalogue, policyList, policyPreview, policyView, policyWithVersions } from '../replies/policies.ts';

/** Id and version are set by the server; a policy that was read may be sent back with them. */
export const policyDraftBody = draftBody.extend({
  policy: policySchema.partial({ id: true, version: true }),
});

const RULES = [{ duty: 'shelf-life', severity: 'critical' }];
const ACT = {
  by: { id: 'm-1', name: '审核员丙' },
  at: '2026-11-20T08:00:00.000Z',
  reason: '平台要求更严',
};
const VIEW = {
  id: 'lantern',
  version: 1,
  hash: '3f'.repeat(32),
  policy: { id: 'lantern', version: 1, rules: RULES, exceptions: [] },
  ...ACT,
};
const LIVE = { ...VIEW, madeLive: { ...ACT, at: '2026-11-20T08:30:00.000Z' } };
const REFUSALS = { 400: refusedReply };

const toRead: readonly Operation[] = [
  {
    id: 'readCatalogue',
    method: 'get',
    path: '/api/duties/catalogue',
    tag: 'settings',
    summary: { en: 'Every duty, before any policy', zh: '全部应披露事项（未经策略调整）' },
    access: PLATFORM,
    replies: {
      200: {
        says: { en: 'The catalogue.', zh: '目录。' },
        schema: catalogue,
        example: {
          hash: 'd0'.repeat(32),
          categories: ['food'],
          duties: [
            {
              id: 'shelf-life',
              group: 'food',
              scope: 'product',
              name: { zh: '保质期', en: 'Shelf life' },
              say: { zh: '保质期十八个月', en: 'It keeps for 18 months' },
              article: '食品安全法 67',
              severity: 'high',
              accepts: ['speech', 'page'],
              window: { until: 'minutes', afterMs: 300_000 },
              protected: false,
              categories: [
                {
                  category: 'food',
                  need: 'required',
                  tier: 'spoken',
                  severity: 'high',
                  window: { until: 'minutes', afterMs: 300_000 },
                },
              ],
            },
          ],
        },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'listPolicies',
    method: 'get',
    path: '/api/policies',
    tag: 'settings',
    summary: { en: 'Policies of platforms', zh: '各平台的披露策略' },
    access: PLATFORM,
    replies: {
      200: {
        says: { en: 'What is in force, and every policy.', zh: '现行规则与全部策略。' },
        schema: policyList,
        example: {
          inForce: { set: 2, rules: [{ id: 'lantern', version: 1, hash: '3f'.repeat(32) }], refused: [] },
          policies: [{ id: 'lantern', live: LIVE, draft: null }],
        },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'readPolicy',
    method: 'get',
    path: '/api/policies/{id}',
    tag: 'settings',
    summary: { en: 'One policy with the acts on it', zh: '一份策略及其历次改动' },
    access: PLATFORM,
    params: policyId,
    replies: {
      200: {
        says: { en: 'The policy.', zh: '策略。' },
        schema: policyWithVersions,
        example: {
          id: 'lantern',
          live: null,
          draft: VIEW,
          versions: [{ version: 1, set: 1, act: 'policy-drafted', hash: '3f'.repeat(32), ...ACT }],
        },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readPolicyVersion',
    method: 'get',
    path: '/api/policies/{id}/versions/{version}',
    tag: 'settings',
    summary: { en: 'One version of a policy', zh: '策略的某一版本' },
    access: PLATFORM,
    params: { ...policyId, ...version },
    replies: { 200: { says: { en: 'The version.', zh: '该版本。' }, schema: policyView, example: VIEW } },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'previewPolicy',
    method: 'get',
    path: '/api/policies/{id}/draft/preview',
    tag: 'settings',
    summary: { en: 'What the draft would have changed', zh: '草案在过去一天会带来的变化' },
    more: {
      en: 'Hears the last 24 hours again, which takes seconds; one at a time. 409 without a draft.',
      zh: '把过去 24 小时重新听一遍，需要数秒；同时只做一个。没有草案时 409。',
    },
    access: PLATFORM,
    params: policyId,
    replies: {
      200: {
        says: { en: 'Alerts that would come, not come, or be others.', zh: '会新增、会消失、会改变的预警。' },
        schema: policyPreview,
        example: {
          version: 1,
          broadcasts: 12,
          products: 80,
          records: 41_000,
          leftOut: 0,
          since: '2026-11-19T08:10:00.000Z',
          added: [],
          removed: [],
          changed: [{ dutyId: 'shelf-life', count: 3, examples: [] }],
        },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'too-many', 'overloaded'],
    errorSchemas: REFUSALS,
  },
];

const toChange: readonly Operation[] = [
  {
    id: 'draftPolicy',
    method: 'put',
    path: '/api/policies/{id}/draft',
    tag: 'settings',
    summary: { en: 'Write a draft', zh: '撰写草案' },
    more: {
      en: 'A new version that changes nothing until it is made live. `version` is the one it follows on: 409 when it is not the newest. Audited.',
      zh: '生成新版本，生效前不影响任何判断。`version` 为所依据的版本；不是最新时 409。记入审计。',
    },
    access: PLATFORM,
    params: policyId,
    body: { schema: policyDraftBody, example: { policy: { rules: RULES }, reason: '平台要求更严' } },
    replies: { 200: { says: { en: 'The draft.', zh: '草案。' }, schema: policyView, example: VIEW } },
    errors: ['forbidden', 'conflict', 'too-many'],
    errorSchemas: REFUSALS,
  },
  {
    id: 'makePolicyLive',
    method: 'post',
    path: '/api/policies/{id}/live',
    tag: 'settings',
    summary: { en: 'Make the draft live', zh: '使草案生效' },
    more: {
      en: 'Every process judges by it within two seconds. Audited. 409 when the draft is another by now.',
      zh: '两秒内所有进程按它判断。记入审计。草案已变时 409。',
    },
    access: PLATFORM,
    params: policyId,
    body: { schema: liveBody, example: { version: 1, reason: '已看过预览', previewed: true } },
    replies: {
      200: {
        says: { en: 'The policy that is live.', zh: '已生效的策略。' },
        schema: policyView,
        example: LIVE,
      },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'too-many'],
    errorSchemas: REFUSALS,
  },
];

export const policyOperations: readonly Operation[] = [...toRead, ...toChange];
