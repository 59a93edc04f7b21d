import type Hls from 'hls.js';
import { toHex } from '../../models/contract/log/bytes.ts';
import { sha256 } from '../../models/contract/log/sha256.ts';

type Loader = NonNullable<Hls['config']['fLoader']>;

/** Kept pieces are named by the hash of their bytes; that of the record is the same. */
const hashIn = (url: string): string | undefined => /\/files\/([0-9a-f]{64})$/.exec(url)?.[1];

/**
 * A loader of fragments that plays only bytes whose SHA-256 is the one that they are named by.
 * @param found told of each piece, before it is played
 */
export const checkedFragments = (
  HlsClass: typeof Hls,
  found: (sha256: string, ok: boolean) => void,
): Loader => {
  const Plain = HlsClass.DefaultConfig.loader;
  return class extends Plain {
    override load(...[context, config, callbacks]: Parameters<InstanceType<typeof Plain>['load']>): void {
      const named = hashIn(context.url);
      super.load(context, config, {
        ...callbacks,
        onSuccess: (response, stats, of, details) => {
          const { data } = response;
          if (named === undefined || !(data instanceof ArrayBuffer)) {
            callbacks.onSuccess(response, stats, of, details);
            return;
          }
          const ok = toHex(sha256(new Uint8Array(data))) === named;
          found(named, ok);
          if (ok) callbacks.onSuccess(response, stats, of, details);
          else callbacks.onError({ code: 0, text: 'altered' }, of, details, stats);
        },
      });
    }
  } as unknown as Loader;
};
