/** Runs before each flow test file: of two files that run at once, each has a MongoDB and a Redis to itself. */
const { env } = process;
if (env.VITEST_POOL_ID === '2' && env.TEST_SECOND_MONGODB_URI) {
  env.TEST_MONGODB_URI = env.TEST_SECOND_MONGODB_URI;
  env.TEST_REDIS_URL = env.TEST_SECOND_REDIS_URL;
}
