import type { UserId } from '../../models/contract/ids.ts';
import { samplePack } from '../../models/contract/pack/sample.ts';
import { readZip } from '../../models/contract/pack/zip.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { askForPack, finishPack, takePack, withdrawPack } from '../../models/store/pack-jobs.ts';
import type { Store } from '../../models/store/store.ts';
import type { Call } from './openapi-calls.ts';

export interface ToldPacks {
  readonly madeId: string;
  readonly madeCode: string;
  /** Something in it was erased. */
  readonly erasedId: string;
  readonly erasedCode: string;
}

const askAt = (store: Store, { _id, roomId, publicId }: BroadcastDoc, atMs: number) =>
  askForPack(store, {
    identity: {
      format: 'livewitness-pack/2',
      publicId,
      language: 'en',
      audience: 'public',
      subject: { atMs, fromMs: 0, untilMs: atMs + 30_000 },
      verifyUrl: 'http://127.0.0.1/verify',
      maker: 'test',
      size: 1,
      tokens: [],
    },
    broadcastId: _id,
    roomId,
    by: { id: 'somebody' as UserId, name: 'Somebody' },
    now: new Date(),
  });

/** Two packs of moments of a public broadcast: one that is there, and one that was withdrawn. */
export const tellPacks = async (store: Store, dir: string, broadcast: BroadcastDoc): Promise<ToldPacks> => {
  const zip = await samplePack();
  const sha256 = await createPackFiles(dir).put(zip);
  const read = readZip(zip);
  const manifest = read.ok ? Buffer.from(read.files.at(-1)?.bytes ?? []).toString() : '';
  const made = await askAt(store, broadcast, 1_000);
  const taken = await takePack(store, 'story', Date.now());
  if (taken)
    await finishPack(
      store,
      taken,
      { sha256, bytes: zip.length, manifest, hasClip: false, shown: [] },
      new Date(),
    );
  const erased = await askAt(store, broadcast, 2_000);
  await withdrawPack(store, erased._id);
  return { madeId: made._id, madeCode: made.code, erasedId: erased._id, erasedCode: erased.code };
};

/** Of a broadcast that the consumer may see. */
export const evidencePackCalls = ({
  publicId,
  claimId,
  packs: { madeId, madeCode, erasedId, erasedCode },
}: {
  readonly publicId: string;
  readonly claimId: string;
  readonly packs: ToldPacks;
}): readonly Call[] => {
  const made = { params: { id: madeId } };
  const erased = { params: { id: erasedId } };
  const none = { params: { id: 'none' } };
  const language = 'zh-Hans';
  return [
    { op: 'askForEvidencePack', as: 'moderator', gives: 202, body: { alertId: claimId, language } },
    { op: 'askForEvidencePack', as: 'consumer', gives: 202, body: { publicId, atMs: 4_000, language } },
    { op: 'askForEvidencePack', as: 'host', gives: 400, body: { alertId: claimId, language: 'fr' } },
    { op: 'askForEvidencePack', as: 'moderator', gives: 404, body: { alertId: 'none', language } },
    { op: 'askForEvidencePack', as: 'nobody', gives: 401, body: { alertId: claimId, language } },
    { op: 'readEvidencePack', as: 'consumer', gives: 200, ...made },
    { op: 'readEvidencePack', as: 'host', gives: 410, ...erased },
    { op: 'readEvidencePack', as: 'moderator', gives: 404, ...none },
    { op: 'readEvidencePackFile', as: 'consumer', gives: 200, ...made },
    { op: 'readEvidencePackFile', as: 'moderator', gives: 410, ...erased },
    { op: 'readEvidencePackFile', as: 'moderator', gives: 404, ...none },
    { op: 'lookUpPackCode', as: 'nobody', gives: 200, params: { code: madeCode.toLowerCase() } },
    { op: 'lookUpPackCode', as: 'nobody', gives: 410, params: { code: erasedCode } },
    { op: 'lookUpPackCode', as: 'nobody', gives: 404, params: { code: 'AAAA-AAAA-AAAA' } },
  ];
};
