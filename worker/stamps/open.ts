import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Store } from '../../models/store/store.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { createGuardedFetch } from '../capture/guarded-fetch.ts';
import type { WorkerConfig } from '../config.ts';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { createHeads, type SignedHead } from './heads.ts';
import { createStamper, type Stamper } from './stamper.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificates of a PEM file in DER. @throws Error that names the file. */
export const readRoots = async (path: string): Promise<Uint8Array[]> => {
  const found = (await readFile(path, 'utf8')).match(CERTIFICATE) ?? [];
  if (found.length === 0) throw new Error(`${path} holds no certificate (PEM)`);
  return found.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
};

export interface Stamps {
  /** Notes a head that was signed. */
  readonly onSigned?: (head: SignedHead) => void;
  readonly createStamper?: (owns: (partition: Partition) => boolean) => Stamper;
  close(): void;
}

/** What has heads stamped, by the settings. Without an authority: nothing. @throws Error for a file of roots that is none. */
export const openStamps = async (deps: {
  readonly store: Store;
  readonly settings: WorkerConfig;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}): Promise<Stamps> => {
  const { tsa } = deps.settings;
  if (tsa.urls.length === 0) return { close: () => {} };
  const rules = {
    ...(tsa.rootsFile !== undefined && { roots: await readRoots(tsa.rootsFile) }),
    ...(tsa.policies.length > 0 && { policies: tsa.policies }),
  };
  const { fetch, close } = createGuardedFetch({ allowOrigins: tsa.allowOrigins });
  const heads = createHeads();
  const common = { ...deps, fetch, heads, rules, authorityUrls: tsa.urls, everyMs: tsa.everyMs };
  return {
    onSigned: heads.note,
    createStamper: (owns) => createStamper({ ...common, owns }),
    close,
  };
};
