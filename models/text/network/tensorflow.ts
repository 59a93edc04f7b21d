import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import type * as TensorFlow from '@tensorflow/tfjs';

export interface LoadedTensorFlow {
  readonly tf: typeof TensorFlow;
  /** `node` is the native library, `wasm` the portable one with the same results at less speed. */
  readonly backend: 'node' | 'wasm';
  /** Why the native library is not used. */
  readonly because?: string;
}

/** tfjs-node 4.22 still calls these, which Node 23 took away and Node 22 warns of on every start. */
const putBackRemovedFunctions = (): void => {
  const old = util as unknown as Record<string, unknown>;
  old.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  old.isArray = Array.isArray;
};

/**
 * Loads TensorFlow: the native library where it was built for this machine, else WebAssembly.
 *
 * @param prefer 'wasm' leaves the native library alone; used to compare the two.
 * @throws Error when neither can be loaded; the caller judges without a network and says so.
 */
export const loadTensorFlow = async (prefer: 'node' | 'wasm' = 'node'): Promise<LoadedTensorFlow> => {
  const require = createRequire(import.meta.url);
  let because: string | undefined;
  if (prefer === 'node') {
    try {
      putBackRemovedFunctions();
      const tf = require('@tensorflow/tfjs-node') as typeof TensorFlow;
      return { tf, backend: 'node' };
    } catch (error) {
      because = (error as Error).message.split('\n')[0] ?? 'unknown';
    }
  }
  const tf = require('@tensorflow/tfjs') as typeof TensorFlow;
  const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths: (prefix: string) => void };
  wasm.setWasmPaths(
    `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`.replace(join('dist', '/'), 'dist/'),
  );
  await tf.setBackend('wasm');
  await tf.ready();
  return { tf, backend: 'wasm', ...(because !== undefined && { because }) };
};
