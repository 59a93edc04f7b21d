import { customPackSchema } from '../../../models/text/lexicon/custom-schema.ts';
import { actBody, withPack, YAML_TYPES } from '../../packs/body.ts';
import { type Operation, PLATFORM } from '../operation.ts';
import { hash, packId, version } from '../parameters.ts';
import { packAccepted, packHash, packList, packView, packWithVersions } from '../replies/packs.ts';
import { refusedReply } from '../replies/people.ts';

const TYPES = ['application/json', ...YAML_TYPES];

export const packBody = customPackSchema.extend(withPack.shape);
export const packChangeBody = packBody.required({ version: true });

const INPUT = {
  reason: '社区规范更新',
  pack: 'lantern-house',
  language: 'zh',
  entries: [
    {
      type: 'terms',
      id: 'miracle-light',
      kind: 'absolute-superlative',
      basis: 'platform-rule',
      platform: 'lantern',
      terms: ['神灯级'],
      article: '社区规范 3.2',
      reason: { zh: '平台禁用的夸张称号', en: 'an exaggerated title that the platform bars' },
      match: ['这是神灯级的亮度'],
    },
  ],
};
const SUMMARY = {
  pack: 'lantern-house',
  version: 1,
  set: 4,
  state: 'active',
  language: 'zh',
  speaker: 'seller',
  entries: 1,
  reason: '社区规范更新',
  by: { id: 'm-1', name: '审核员丙' },
  at: '2026-11-20T09:00:00.000Z',
};
const RULE = { negatable: true, questionable: true, verdict: 'flag', confidence: 0.9, noMatch: [] };
const VIEW = { ...SUMMARY, entries: INPUT.entries.map((entry) => ({ ...entry, ...RULE })) };
const ACCEPTED = { ...VIEW, hash: 'a4'.repeat(32) };

const TAKEN = {
  en: 'Taken; every process judges by it within two seconds.',
  zh: '已接受；两秒内所有进程按它判断。',
};
const REFUSALS = { 400: refusedReply };

const toRead: readonly Operation[] = [
  {
    id: 'listPacks',
    method: 'get',
    path: '/api/packs',
    tag: 'settings',
    summary: { en: 'Custom rule packs, retired ones too', zh: '自定义规则包，含已停用的' },
    access: PLATFORM,
    replies: {
      200: {
        says: { en: 'What is in force, and every pack.', zh: '现行规则与全部规则包。' },
        schema: packList,
        example: {
          inForce: { set: 4, hash: 'a4'.repeat(32), shipped: 'c1'.repeat(32), refused: [] },
          packs: [SUMMARY],
        },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'readPack',
    method: 'get',
    path: '/api/packs/{packId}',
    tag: 'settings',
    summary: { en: 'One pack with its versions', zh: '一个规则包及其各版本' },
    access: PLATFORM,
    params: packId,
    replies: {
      200: {
        says: { en: 'The newest version, and all.', zh: '最新版本及版本列表。' },
        schema: packWithVersions,
        example: { ...VIEW, versions: [SUMMARY] },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readPackVersion',
    method: 'get',
    path: '/api/packs/{packId}/versions/{version}',
    tag: 'settings',
    summary: { en: 'One version of a pack', zh: '规则包的某一版本' },
    access: PLATFORM,
    params: { ...packId, ...version },
    replies: { 200: { says: { en: 'The version.', zh: '该版本。' }, schema: packView, example: VIEW } },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readPackHash',
    method: 'get',
    path: '/api/pack-hashes/{hash}',
    tag: 'settings',
    summary: { en: 'What the hash in a verdict stands for', zh: '判定结果里的规则哈希指的是什么' },
    access: PLATFORM,
    params: hash,
    replies: {
      200: {
        says: { en: 'Shipped and custom packs by version.', zh: '随附与自定义规则包的版本。' },
        schema: packHash,
        example: {
          hash: 'a4'.repeat(32),
          shipped: 'c1'.repeat(32),
          custom: [{ packId: 'lantern-house', version: 1 }],
          firstUsedAt: '2026-11-20T09:00:01.000Z',
        },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
];

const toChange: readonly Operation[] = [
  {
    id: 'addPack',
    method: 'post',
    path: '/api/packs',
    tag: 'settings',
    summary: { en: 'Add a pack', zh: '新增规则包' },
    more: {
      en: 'JSON or YAML (no aliases), 256 KiB at most; audited. 409 when there is one of that name.',
      zh: 'JSON 或 YAML（不得使用别名），不超过 256 KiB；记入审计。已有同名规则包时 409。',
    },
    access: PLATFORM,
    body: { schema: packBody, types: TYPES, example: INPUT },
    replies: { 201: { says: TAKEN, schema: packAccepted, example: ACCEPTED } },
    errors: ['forbidden', 'conflict', 'too-many'],
    errorSchemas: REFUSALS,
  },
  {
    id: 'changePack',
    method: 'put',
    path: '/api/packs/{packId}',
    tag: 'settings',
    summary: { en: 'Change a pack, or bring a retired one back', zh: '修改规则包，或恢复已停用的' },
    more: {
      en: 'Names the version that it follows on: 409 when that is not the newest. Audited.',
      zh: '写明在哪一版本上修改；不是最新版本时 409。记入审计。',
    },
    access: PLATFORM,
    params: packId,
    body: { schema: packChangeBody, types: TYPES, example: { ...INPUT, version: 1 } },
    replies: {
      200: { says: TAKEN, schema: packAccepted, example: { ...ACCEPTED, version: 2, set: 5 } },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'too-many'],
    errorSchemas: REFUSALS,
  },
  {
    id: 'retirePack',
    method: 'post',
    path: '/api/packs/{packId}/retire',
    tag: 'settings',
    summary: { en: 'Retire a pack', zh: '停用规则包' },
    access: PLATFORM,
    params: packId,
    body: { schema: actBody, types: TYPES, example: { reason: '已并入总则', version: 2 } },
    replies: {
      200: {
        says: TAKEN,
        schema: packAccepted,
        example: { ...ACCEPTED, version: 3, set: 6, state: 'retired' },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'too-many'],
    errorSchemas: REFUSALS,
  },
];

export const packOperations: readonly Operation[] = [...toRead, ...toChange];
