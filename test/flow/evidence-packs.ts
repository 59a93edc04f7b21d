// tidy: long because the broadcast is one story, told record by record in its order.
import { readFileSync } from 'node:fs';
import { type AlertId, asEntryId, asRoomId, asUserId } from '../../models/contract/ids.ts';
import { EMPTY_FRONTIER, frontierRoot } from '../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint, verifierKey } from '../../models/contract/log/note.ts';
import {
  PACK_FORMAT_4,
  type PackAudience,
  type PackIdentity,
  type PackLanguage,
} from '../../models/contract/pack/documents.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { askForPack } from '../../models/store/pack-jobs.ts';
import { sealedHeard } from '../../models/store/read-sealed.ts';
import { saveCheckpoint } from '../../models/store/save-checkpoint.ts';
import { pagesOf } from '../../models/store/sealed-pages.ts';
import type { Store } from '../../models/store/store.ts';
import { createDraft, createSealing, type LeafBody, type SealedFacts } from '../../worker/evidence/draft.ts';
import { draw } from '../../worker/evidence-packs/draw.ts';
import { createFfmpeg } from '../../worker/evidence-packs/ffmpeg.ts';
import type { MakeDeps } from '../../worker/evidence-packs/make.ts';
import { readPageProgram } from '../../worker/evidence-packs/read-program.ts';
import { PUBLIC_ID, signer } from '../models/contract/log/sample-log.ts';
import { ffmpegFile } from './ffmpeg-hls.ts';
import { alertOf, at, broadcast, id } from './logged-broadcast.ts';
import { silentLog } from './worker/harness.ts';

/** What people call things may be anything. */
export const ROOM_NAME = '</script><img src=x onerror=alert(1)>小屋';
export const SAID = '姐妹们这是全网最低价<script>alert(2)</script>，放心拍';
/** A viewer, who is nobody's business. */
export const VIEWER = '小满的真名';
const CLAIM_AT_MS = 12_340;
/** Segments of four seconds each. */
const SEGMENTS = 8;
const SEGMENT_MS = 4_000;
const MEDIA = 'scripts/demo/media/skincare';

const claimFacts = {
  of: 0,
  utteranceId: 'u1',
  role: 'presenter',
  kind: 'price-lowest-claim',
  group: 'price',
  reason: { zh: '没有可查的比较范围。', en: 'Nothing shows what it was compared with.' },
  suggestion: { zh: '说出比较的范围和日期。', en: 'Say with what and when it was compared.' },
} as unknown as NonNullable<SealedFacts['claim']>;

/** A log with a claim, a viewer's line, a product's page, a duty that is owed, a gap and recorded picture and sound. */
const draftLog = async (store: Store, mediaDir: string) => {
  const draft = createDraft(broadcast, EMPTY_FRONTIER);
  const files = createMediaFiles(mediaDir);
  let entry = 0;
  const add = (
    atMs: number,
    body: (seal: ReturnType<typeof createSealing>) => LeafBody,
    facts?: SealedFacts,
  ): number => {
    const sealing = createSealing();
    entry += 1;
    const cause = { entryId: asEntryId(`1763640000000-${entry}`), acceptedAtMs: at.getTime() + atMs };
    return draft.add(cause, atMs, body(sealing), sealing, facts);
  };
  const utterance = (said: string, speaker: string, source: 'speech' | 'chat', name: string) =>
    [
      ({ commit }: ReturnType<typeof createSealing>): LeafBody => ({
        kind: 'utterance',
        id: name,
        revision: 0,
        source,
        role: source === 'chat' ? 'viewer' : 'presenter',
        speaker: commit('speaker', speaker),
        text: commit('text', said),
        judged: 'full',
        stages: { lexicon: 'ok', network: 'ok', duties: 'ok' },
      }),
      {
        utterance: {
          id: name,
          revision: 0,
          source,
          role: source === 'chat' ? 'viewer' : 'presenter',
          judged: 'full',
          claims: [] as never[],
        },
      },
    ] as const;
  add(0, ({ commit }) => ({
    kind: 'broadcast',
    action: 'registered',
    publicId: PUBLIC_ID,
    platform: 'demo',
    title: commit('title', '晚间专场'),
    language: 'zh-Hans',
    form: 'live',
    regime: 'ad',
    presenters: [{ name: commit('presenters/0/name', '阿青'), persona: 'human' }],
    room: commit('room', JSON.stringify({ id: 'r1', name: ROOM_NAME, operator: '山茶百货' })),
    startedAt: '2026-11-20T20:00:00+08:00',
  }));
  add(1_000, ({ commit }) => ({
    kind: 'product',
    productId: 'p1',
    action: 'introduced',
    linkNo: 3,
    name: '山茶花洁面乳',
    seller: commit('seller', '{"name":"山茶旗舰店"}'),
    listing: commit('listing', '{"price":59,"shelf-life":"18个月"}'),
  }));
  const initSha = await files.put(readFileSync(`${MEDIA}/init.mp4`));
  const piece = (form: 'init' | 'segment') => ({
    ...{ broadcastId: id, track: 'main', run: 0, container: 'mp4' as const, held: true },
    ...{ form, why: ['alert'], fetchedAt: at },
  });
  const media = async (
    file: string,
    sequence: number,
    form: 'init' | 'segment',
    fromMs: number,
  ): Promise<void> => {
    const bytes = readFileSync(`${MEDIA}/${file}`);
    const sha = await files.put(bytes);
    const untilMs = form === 'init' ? fromMs : fromMs + SEGMENT_MS;
    const span = { sequence, fromMs, untilMs, bytes: bytes.length };
    add(fromMs, ({ commit }) => ({
      kind: 'media',
      track: 'main',
      run: 0,
      ...span,
      sha256: sha,
      ...(form === 'init' && { form }),
      uri: commit('uri', file),
    }));
    await noteMedia(store, {
      ...piece(form),
      ...span,
      sha256: sha,
      ...(form === 'segment' && { initSha256: initSha }),
    });
  };
  await media('init.mp4', 0, 'init', 0);
  for (let n = 0; n < SEGMENTS; n++) await media(`seg${n}.m4s`, n, 'segment', n * SEGMENT_MS);
  add(9_000, ...utterance('这款山茶花做的', '阿青', 'speech', 'u0'));
  const spoken = add(CLAIM_AT_MS, ...utterance(SAID, '阿青', 'speech', 'u1'));
  add(
    CLAIM_AT_MS,
    ({ commit }) => ({
      kind: 'claim',
      of: spoken,
      claimKind: 'price-lowest-claim',
      start: 5,
      end: 10,
      verdict: 'flag',
      severity: 'high',
      basis: 'law',
      article: '广告法 9(3)',
      confidence: 0.9,
      stage: 'lexicon',
      ruleId: 'r',
      packId: 'base',
      productId: 'p1',
      quote: commit('quote', SAID.slice(5, 10)),
    }),
    { claim: { ...claimFacts, of: spoken } },
  );
  add(14_000, ...utterance('买过的都说好', VIEWER, 'chat', 'c1'));
  const gap = { reason: 'feed-silent', fromMs: 20_000, untilMs: 25_000 } as const;
  add(25_000, () => ({ kind: 'gap', ...gap }), { gap });
  add(30_000, () => ({ kind: 'duty', dutyId: 'shelf-life', productId: 'p1', state: 'missing' }), {
    duty: {
      productId: 'p1',
      name: { zh: '保质期', en: 'Shelf life' },
      suggestion: { zh: '保质期几个月', en: 'How long it keeps' },
      article: '食品安全法 67',
    },
  });
  return { draft, spoken };
};

/** The broadcast with a signed head and one alert on the sentence in it. */
export const seedBroadcast = async (store: Store, mediaDir: string): Promise<AlertId> => {
  const { draft, spoken } = await draftLog(store, mediaDir);
  const { block, frontier } = draft.finish(asEntryId('1763640000000-99'), 1, at);
  await store.broadcasts.insertMany([{ ...broadcast, atMs: 45_000, logSize: frontier.size }], { lean: true });
  await store.blocks.insertMany([block]);
  const { pages, single } = pagesOf(draft.sealed());
  await store.sealed.insertMany(single);
  await store.sealedPages.insertMany(pages);
  const alert = alertOf('a1', spoken);
  await store.alerts.insertMany(
    [{ ...alert, subject: { type: 'claim', kind: 'price-lowest-claim', group: 'price' } }],
    { lean: true },
  );
  await rememberLogKey(store, verifierKey(signer), at);
  const { size } = frontier;
  const note = await signCheckpoint(
    { origin: originOf(PUBLIC_ID), size, root: frontierRoot(frontier) },
    signer,
  );
  await saveCheckpoint(store, { broadcastId: id, size, note, signedAt: at });
  return alert._id;
};

/** The sentence with the claim in it. */
export const spokenLeaf = async (store: Store): Promise<number> => {
  const lines = await sealedHeard(store, {
    broadcastId: id,
    fromMs: CLAIM_AT_MS,
    untilMs: CLAIM_AT_MS,
    kind: 'utterance',
    keep: 'oldest',
    limit: 1,
  });
  return lines[0]?.leafIndex ?? -1;
};

const identityOf = async (
  store: Store,
  alert: AlertId | undefined,
  language: PackLanguage,
  audience: PackAudience,
): Promise<PackIdentity> => {
  const head = await store.checkpoints.findOne({ broadcastId: id }).lean<{ size: number }>();
  return {
    format: PACK_FORMAT_4,
    publicId: PUBLIC_ID,
    language,
    audience,
    subject: { ...(alert && { alert }), atMs: CLAIM_AT_MS, fromMs: 0, untilMs: 42_340 },
    verifyUrl: 'http://127.0.0.1:7400/verify',
    maker: 'test',
    size: head?.size ?? 0,
    tokens: [],
  };
};

export const askFor = async (
  store: Store,
  alertId: AlertId | undefined,
  language: PackLanguage,
  audience: PackAudience = 'desk',
) =>
  askForPack(store, {
    identity: await identityOf(store, alertId, language, audience),
    broadcastId: id,
    roomId: asRoomId('r1'),
    ...(alertId && { alertId }),
    by: { id: asUserId('p-1'), name: 'P' },
    now: at,
  });

export const makerDeps = async (store: Store, mediaDir: string, ffmpeg = true): Promise<MakeDeps> => ({
  store,
  signer,
  media: createMediaFiles(mediaDir),
  ffmpeg: ffmpeg ? createFfmpeg(ffmpegFile ?? '') : null,
  page: await readPageProgram(process.cwd()),
  draw,
  log: silentLog,
});
