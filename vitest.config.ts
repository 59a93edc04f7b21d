import { delimiter, join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** A unit test that needs longer is waiting for something it should have been given. */
const UNIT_LIMIT_MS = 10_000;
/** Flow tests start real processes, each of which may take seconds on a busy machine. */
const FLOW_LIMIT_MS = 60_000;
/** Fault and browser tests wait for leases to run out, stores to recover, a browser to start. */
const SLOW_LIMIT_MS = 120_000;

/** Throwaway MongoDB and Redis for projects run by hand; `npm test` brings its own and this stays out of the way. */
const withStores = { globalSetup: ['./scripts/setup/vitest-stores.mjs'] };

/** Tests that take long and whose ground others tread too: `npx vitest run --project long`, so that a whole run stays short. */
const LONG = [
  'test/browser/organisations.test.ts',
  'test/browser/video.test.ts',
  'test/faults/half-open.test.ts',
  'test/flow/capture-wild.test.ts',
  'test/flow/worker/completed.test.ts',
  'test/flow/worker/isolation.test.ts',
  'test/flow/worker/odd-ids.test.ts',
  'test/flow/worker/replay-alert.test.ts',
];

/** These share two stores and two cores: one file at a time. */
const oneByOne = { fileParallelism: false, maxWorkers: 1 };
/** Flow tests wait more than they compute: two files at a time, where there are stores for each. */
const twoByTwo = process.env.TEST_SECOND_MONGODB_URI ? { fileParallelism: true, maxWorkers: 2 } : oneByOne;

const limits = (limitMs: number) => ({ testTimeout: limitMs, hookTimeout: limitMs });

/** Tests that need ffmpeg use the machine's own, else what set-up brought. */
const PATH = [process.env.PATH, join(import.meta.dirname, '.local/ffmpeg')].filter(Boolean).join(delimiter);

export default defineConfig({
  test: {
    env: { PATH },
    // Native addons (argon2, TensorFlow) may not be loaded in two threads of one process.
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Half of their time went on loading the same modules for every file; what they test keeps no state of its own.
          isolate: false,
          include: ['test/{models,worker,server,dashboard,scripts}/**/*.test.{ts,tsx}', 'test/tidy.test.ts'],
          ...limits(UNIT_LIMIT_MS),
        },
      },
      {
        extends: true,
        test: {
          name: 'flow',
          include: ['test/flow/**/*.test.ts'],
          exclude: LONG,
          ...withStores,
          setupFiles: ['./scripts/setup/vitest-second-stores.mjs'],
          ...twoByTwo,
          ...limits(FLOW_LIMIT_MS),
        },
      },
      {
        extends: true,
        test: { name: 'long', include: LONG, ...withStores, ...oneByOne, ...limits(SLOW_LIMIT_MS) },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: LONG,
          ...withStores,
          ...oneByOne,
          ...limits(SLOW_LIMIT_MS),
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: LONG,
          ...withStores,
          ...oneByOne,
          ...limits(SLOW_LIMIT_MS),
        },
      },
    ],
  },
});
