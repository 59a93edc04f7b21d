import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';

/** A process that pushed nothing for this long is not shown any more: five pushes missed. */
const METRICS_SECONDS = 5;
/** Processes whose metrics are gathered at most: far beyond one installation, so that a stray key cannot grow a page. */
const PROCESSES_MAX = 256;

/** Leaves one process's metrics, as `register.getMetricsAsJSON()` gives them, for every server to show. */
export const pushMetrics = async (redis: RedisClient, name: string, metrics: unknown): Promise<void> => {
  await redis.set(keys.metrics(name), JSON.stringify(metrics), { EX: METRICS_SECONDS });
};

/** Metrics of every process that pushed lately, by name. What cannot be read is left out. */
export const readMetrics = async (redis: RedisClient): Promise<Map<string, unknown>> => {
  const found: string[] = [];
  for await (const page of redis.scanIterator({ MATCH: keys.metricsPattern, COUNT: 1000 }))
    found.push(...page);
  const read = found.slice(0, PROCESSES_MAX).map(async (key): Promise<[string, unknown][]> => {
    const json = await redis.get(key);
    try {
      return [[key.slice(keys.metrics('').length), JSON.parse(json ?? '')]];
    } catch {
      return [];
    }
  });
  return new Map((await Promise.all(read)).flat());
};
