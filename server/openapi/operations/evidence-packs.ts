import { packRequestSchema } from '../../../models/contract/pack/view.ts';
import { ANYONE, EVERYONE, type Operation } from '../operation.ts';
import { ALERT_ID_EXAMPLE, PUBLIC_ID_EXAMPLE, packCode, packIdOfEvidence } from '../parameters.ts';
import { packByCode, packJob } from '../replies/evidence-packs.ts';

const HASH = '9c'.repeat(32);
const ID = 'QErBN42imwv1XdnE34vuBg';
const JOB = {
  id: ID,
  code: 'E75C-M349-Q6DR',
  state: 'made',
  percent: 100,
  language: 'zh-Hans',
  audience: 'desk',
  publicId: PUBLIC_ID_EXAMPLE,
  alertId: ALERT_ID_EXAMPLE,
  atMs: 31_462,
  stamps: 1,
  askedAt: '2026-11-20T12:20:00.000Z',
  madeAt: '2026-11-20T12:20:03.000Z',
  bytes: 4_877_153,
  sha256: HASH,
  hasClip: true,
  file: `/api/evidence-packs/${ID}/file`,
};

export const evidencePackOperations: readonly Operation[] = [
  {
    id: 'askForEvidencePack',
    method: 'post',
    path: '/api/evidence-packs',
    tag: 'consumers',
    summary: { en: 'Ask for an evidence pack', zh: '请求制作证据包' },
    more: {
      en: 'Of an alert, or of a moment of a broadcast. A worker makes it in seconds; the same subject under the same signed head is the same pack. The public gets neutral facts, and of alerts those that a moderator upheld. 503 for a second or two while the newest records are not signed.',
      zh: '针对一条预警，或一场直播的某一时刻。由后台在数秒内制作；同一对象、同一检查点即同一个证据包。公众得到的是中性事实，预警仅限审核员已认定的。最新记录尚未签名的一两秒内回答 503。',
    },
    access: EVERYONE,
    body: {
      schema: packRequestSchema,
      example: { publicId: PUBLIC_ID_EXAMPLE, atMs: 31_462, language: 'zh-Hans' },
    },
    replies: {
      202: {
        says: { en: 'It is being made, or is there.', zh: '正在制作，或已经制成。' },
        schema: packJob,
        example: JOB,
      },
    },
    errors: ['not-found', 'withheld', 'too-many'],
  },
  {
    id: 'readEvidencePack',
    method: 'get',
    path: '/api/evidence-packs/{id}',
    tag: 'consumers',
    summary: { en: 'How far a pack is', zh: '证据包制作进度' },
    access: EVERYONE,
    params: packIdOfEvidence,
    replies: { 200: { says: { en: 'The pack.', zh: '证据包。' }, schema: packJob, example: JOB } },
    errors: ['not-found', 'withheld'],
  },
  {
    id: 'readEvidencePackFile',
    method: 'get',
    path: '/api/evidence-packs/{id}/file',
    tag: 'consumers',
    summary: { en: 'The pack itself', zh: '证据包文件' },
    more: {
      en: 'A ZIP (`livewitness-pack/2`), with ranges (RFC 9110, 14). 503 until it is made; 410 once something in it was erased. Each taking is an audit record.',
      zh: 'ZIP 文件（`livewitness-pack/2`），支持分段下载。制成之前回答 503；其中有内容被删除后回答 410。每次取走都有审计记录。',
    },
    access: EVERYONE,
    params: packIdOfEvidence,
    replies: { 200: { says: { en: 'The ZIP.', zh: 'ZIP 文件。' }, type: 'application/zip', example: '' } },
    errors: ['not-found', 'withheld'],
  },
  {
    id: 'lookUpPackCode',
    method: 'get',
    path: '/api/pack-codes/{code}',
    tag: 'consumers',
    summary: { en: 'What the code on a report stands for', zh: '报告编号所指的证据包' },
    more: {
      en: 'For whoever holds one file of a pack: the signed list of its files, to compare with.',
      zh: '供持有包内某个文件的人核对：返回签名的文件清单。',
    },
    access: ANYONE,
    params: packCode,
    replies: {
      200: {
        says: { en: 'The list.', zh: '清单。' },
        schema: packByCode,
        example: {
          code: 'E75C-M349-Q6DR',
          id: ID,
          sha256: HASH,
          bytes: 4_877_153,
          manifest: `livewitness/${PUBLIC_ID_EXAMPLE}/pack\n${ID}\n32340 ${HASH} pack.json\n\n— livewitness.local/log 9cA=\n`,
          madeAt: '2026-11-20T12:20:03.000Z',
        },
      },
    },
    errors: ['not-found', 'withheld', 'too-many'],
  },
];
