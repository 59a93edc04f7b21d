import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { KeepRule } from '../../../models/store/keep-media.ts';
import type { MediaFiles } from '../../../models/store/media-files.ts';
import type { Store } from '../../../models/store/store.ts';
import type { CaptureOf } from '../../../models/stream/capture-place.ts';
import type { RedisClient } from '../../../models/stream/client.ts';

interface KeepDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly files: MediaFiles;
  readonly clock: () => number;
  readonly log: Record<'info' | 'warn', (fields: Record<string, unknown>, message: string) => void>;
  readonly rule: KeepRule;
  readonly ffmpegFile: string;
  readonly soundDays: number;
}

/** Follows one broadcast to its end. */
type Keep = (
  watched: { readonly doc: () => unknown; readonly of: CaptureOf; readonly url: string },
  fetch: unknown,
  signal: AbortSignal,
) => Promise<void>;

/** What of the worker keeps picture and sound, as far as a measurement drives it. */
export interface BuiltWorker {
  createGuardedFetch(options: { readonly allowOrigins: readonly string[] }): {
    readonly fetch: unknown;
    close(): void;
  };
  createKeepMedia(deps: KeepDeps): Keep;
  sweepMedia(deps: Pick<KeepDeps, 'store' | 'files' | 'rule'> & { now: () => number }): Promise<unknown>;
  ffmpegFileOf(
    told: string | undefined,
    where: { readonly path: string; readonly rootDir: string },
  ): string | undefined;
  readonly MEDIA_SWEEP_MS: number;
  readonly RING_MS: number;
}

/** The worker as it was built: what runs is measured, by parts, since its whole cannot be given another clock. */
export const builtWorker = async (root: string): Promise<BuiltWorker> => {
  const of = ['capture/guarded-fetch', 'media/keep', 'media/open', 'media/sweep'];
  const files = of.map((name) => pathToFileURL(join(root, '.local/build/worker', `${name}.js`)).href);
  return Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));
};
