import type { ReadAnswer, ReadAsk } from '../script/reader.ts';
import Reader from '../script/reader.ts?worker';
import { FILE_BYTES_MAX } from '../script/refused.ts';

/** The longest script of the largest file takes under 3 s on a slow telephone. */
const READ_MS_MAX = 20_000;

/** Reads a script out of a file, in a worker that is ended when it takes too long. The file does not leave the device. */
export const readFile = async (file: File): Promise<ReadAnswer> => {
  if (file.size > FILE_BYTES_MAX) return { ok: false, refusal: { code: 'too-large' } };
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (!bytes) return { ok: false, refusal: { code: 'damaged' } };
  const reader = new Reader();
  try {
    return await new Promise<ReadAnswer>((answered) => {
      const refused = (code: 'too-slow' | 'damaged') => () => answered({ ok: false, refusal: { code } });
      setTimeout(refused('too-slow'), READ_MS_MAX);
      reader.onmessage = ({ data }: MessageEvent<ReadAnswer>) => answered(data);
      reader.onerror = refused('damaged');
      const ask: ReadAsk = { name: file.name, bytes };
      reader.postMessage(ask, [bytes.buffer]);
    });
  } finally {
    reader.terminate();
  }
};
