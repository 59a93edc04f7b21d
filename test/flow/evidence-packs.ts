import { type AlertId, asRoomId, asUserId } from '../../models/contract/ids.ts';
import { rootOf } from '../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint, verifierKey } from '../../models/contract/log/note.ts';
import { PACK_FORMAT_2, type PackIdentity, type PackLanguage } from '../../models/contract/pack/document.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { askForPack } from '../../models/store/pack-jobs.ts';
import { saveCheckpoint } from '../../models/store/save-checkpoint.ts';
import type { Store } from '../../models/store/store.ts';
import { draw } from '../../worker/evidence-packs/draw.ts';
import { createFfmpeg } from '../../worker/evidence-packs/ffmpeg.ts';
import type { MakeDeps } from '../../worker/evidence-packs/make.ts';
import { readPageProgram } from '../../worker/evidence-packs/read-program.ts';
import { PUBLIC_ID, signer } from '../models/contract/log/sample-log.ts';
import { alertOf, at, blocks, broadcast, hashes, id, SIZE, sealedDocs } from './logged-broadcast.ts';

/** The sample broadcast with a signed head and one alert on the sentence in it. */
export const seedBroadcast = async (store: Store): Promise<AlertId> => {
  await store.broadcasts.insertMany([{ ...broadcast, atMs: 70_000 }], { lean: true });
  await store.blocks.insertMany(blocks());
  await store.sealed.insertMany(
    sealedDocs().map((doc) => (doc.kind === 'claim' ? { ...doc, claim: CLAIM } : doc)),
  );
  const alert = alertOf('a1', 2);
  await store.alerts.insertMany(
    [{ ...alert, subject: { type: 'claim', kind: 'price-lowest', group: 'price' } }],
    {
      lean: true,
    },
  );
  await rememberLogKey(store, verifierKey(signer), at);
  const note = await signCheckpoint(
    { origin: originOf(PUBLIC_ID), size: SIZE, root: rootOf(hashes) },
    signer,
  );
  await saveCheckpoint(store, { broadcastId: id, size: SIZE, note, signedAt: at });
  return alert._id;
};

/** What stands beside the sample's claim. */
const CLAIM = {
  of: 2,
  utteranceId: 'u1',
  role: 'presenter',
  kind: 'price-lowest',
  reason: { zh: '没有可查的比较范围。', en: 'Nothing shows what it was compared with.' },
  suggestion: { zh: '说出比较的范围和日期。', en: 'Say with what and when it was compared.' },
};

export const identityOf = (alert: AlertId | undefined, language: PackLanguage): PackIdentity => ({
  format: PACK_FORMAT_2,
  publicId: PUBLIC_ID,
  language,
  audience: 'desk',
  subject: { ...(alert && { alert }), atMs: 12_340, fromMs: 0, untilMs: 42_340 },
  verifyUrl: 'http://127.0.0.1:7400/verify',
  maker: 'test',
  size: SIZE,
  tokens: [],
});

export const askFor = (store: Store, alertId: AlertId | undefined, language: PackLanguage) =>
  askForPack(store, {
    identity: identityOf(alertId, language),
    broadcastId: id,
    roomId: asRoomId('r1'),
    ...(alertId && { alertId }),
    by: { id: asUserId('p-1'), name: 'P' },
    now: at,
  });

export const makerDeps = async (
  store: Store,
  mediaDir: string,
  ffmpeg = true,
): Promise<MakeDeps & { media: MediaFiles }> => ({
  store,
  signer,
  media: createMediaFiles(mediaDir),
  ffmpeg: ffmpeg ? createFfmpeg('ffmpeg') : null,
  page: await readPageProgram(process.cwd()),
  draw,
});
