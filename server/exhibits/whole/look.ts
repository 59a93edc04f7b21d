import { open } from 'node:fs/promises';

/** `cut`: it ends before it is over; `broken`: it only begins like what it says it is. */
export type Wholeness = 'whole' | 'cut' | 'broken';

/** A file that is looked at here and there. */
export interface LookedAt {
  readonly size: number;
  /** Bytes from there on; fewer where the file ends. */
  at(offset: number, length: number): Promise<Buffer>;
}

/** How a format is walked from one of its parts to the next. */
export type Walk = (file: LookedAt) => Promise<Wholeness>;

/** Parts of one file that are walked: the frames of a day of sound. What has more is made to keep us busy. */
export const STEPS_MAX = 4_000_000;

/** Read at once: parts are small and lie side by side. */
const WINDOW_BYTES = 256 * 1024;

/** A file whose bytes are all in memory. */
export const lookAtBytes = (bytes: Buffer): LookedAt => ({
  size: bytes.length,
  at: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** Looks at a file on the disk, which stays open for as long as `act` takes. */
export const lookAtFile = async <T>(path: string, act: (file: LookedAt) => Promise<T>): Promise<T> => {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(WINDOW_BYTES);
    let window = buffer.subarray(0, 0);
    let start = 0;
    const at = async (offset: number, length: number): Promise<Buffer> => {
      const wanted = Math.max(0, Math.min(length, WINDOW_BYTES, size - offset));
      if (offset < start || offset + wanted > start + window.length) {
        const { bytesRead } = await handle.read(buffer, 0, WINDOW_BYTES, offset);
        window = buffer.subarray(0, bytesRead);
        start = offset;
      }
      return window.subarray(offset - start, offset - start + wanted);
    };
    return await act({ size, at });
  } finally {
    await handle.close();
  }
};
