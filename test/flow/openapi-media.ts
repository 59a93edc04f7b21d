import type { BroadcastDoc } from '../../models/store/documents.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import type { Store } from '../../models/store/store.ts';
import type { Call } from './openapi-calls.ts';

/** Kept pieces of picture and sound that come apart, from 4 to 8 s; the bytes of the first are given back by their hash. */
export const tellMedia = async (store: Store, dir: string, { _id }: BroadcastDoc): Promise<string> => {
  const files = createMediaFiles(dir);
  const hashes: string[] = [];
  for (const track of ['main', 'audio']) {
    const bytes = Buffer.from(`G${'a piece of '.repeat(20)}${track}`);
    const sha256 = await files.put(bytes);
    hashes.push(sha256);
    const piece: MediaDoc = {
      broadcastId: _id,
      form: 'segment',
      track,
      run: 0,
      sequence: 2,
      fromMs: 4_000,
      untilMs: 8_000,
      sha256,
      bytes: bytes.length,
      container: 'mpegts',
      fetchedAt: new Date(),
      held: true,
      why: ['ring'],
    };
    await noteMedia(store, piece);
  }
  return hashes[0] ?? '';
};

/** Of a broadcast that the consumer may see. */
export const mediaCalls = ({
  publicId,
  mediaHash,
  quietLeaf,
}: {
  readonly publicId: string;
  readonly mediaHash: string;
  /** Of a line that nothing rests on. */
  readonly quietLeaf: number;
}): readonly Call[] => {
  const params = { publicId };
  const query = { fromMs: 0, untilMs: 10_000 };
  const later = { fromMs: 20_000, untilMs: 30_000 };
  const bytes = { op: 'readMediaBytes', params: { publicId, sha256: mediaHash } };
  return [
    {
      op: 'withholdRecord',
      as: 'moderator',
      gives: 200,
      params,
      body: { leaf: quietLeaf, reason: 'order', note: 'a test' },
    },
    {
      op: 'withholdRecord',
      as: 'moderator',
      gives: 404,
      params,
      body: { leaf: 9_999, reason: 'order', note: 'no' },
    },
    { op: 'withholdRecord', as: 'host', gives: 403, params },
    { op: 'readMedia', as: 'moderator', gives: 200, params, query },
    { op: 'readMedia', as: 'host', gives: 200, params, query: later },
    { op: 'readMedia', as: 'consumer', gives: 400, params, query: { fromMs: 5, untilMs: 5 } },
    { op: 'readMedia', as: 'nobody', gives: 200, params },
    { op: 'readMasterPlaylist', as: 'consumer', gives: 200, params, query },
    { op: 'readMasterPlaylist', as: 'consumer', gives: 404, params, query: later },
    { op: 'readMainPlaylist', as: 'host', gives: 200, params, query },
    { op: 'readAudioPlaylist', as: 'moderator', gives: 200, params, query },
    { op: 'readAudioPlaylist', as: 'moderator', gives: 404, params, query: later },
    { ...bytes, as: 'consumer', gives: 200 },
    { ...bytes, as: 'moderator', gives: 404, params: { publicId, sha256: '../../etc/passwd' } },
    { ...bytes, as: 'moderator', gives: 404, params: { publicId, sha256: '0'.repeat(64) } },
  ];
};
