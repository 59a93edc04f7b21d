import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
setFlagsFromString('--allow-natives-syntax');
const collect = runInNewContext('gc') as () => void;
const sameShape = runInNewContext('(one, other) => %HaveSameMap(one, other)') as (
  one: object,
  other: object,
) => boolean;

/** Bytes on the heap that are held by what is made, after a collection. */
export const heldBytes = (make: () => unknown): number => {
  // What is compiled and looked up the first time is not held by it.
  make();
  collect();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  collect();
  const after = process.memoryUsage().heapUsed;
  // In use until here.
  if (made === undefined) throw new Error('nothing was made');
  return after - before;
};

/** Whether V8 has one hidden class for both, and not one for each. */
export const haveOneShape = (one: object, other: object): boolean => sameShape(one, other);
