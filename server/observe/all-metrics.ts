import { AggregatorRegistry, Gauge, type MetricObject, Registry } from 'prom-client';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys } from '../../models/stream/keys.ts';
import { partitionLags } from './lag.ts';
import type { ServerMetrics } from './metrics.ts';

/** The lag is asked of Redis itself, so that it is known also when no worker runs; a worker's own account of it gives way. */
const LAG_NAME = 'livewitness_partition_lag';

type MetricsJson = MetricObject[];

/** Metrics of every worker that has put them in Redis lately. What cannot be read is left out. */
const workerMetrics = async (redis: RedisClient): Promise<MetricsJson[]> => {
  const names: string[] = [];
  for await (const found of redis.scanIterator({ MATCH: keys.metricsPattern, COUNT: 1000 }))
    names.push(...found);
  if (names.length === 0) return [];
  const texts = await redis.mGet(names);
  return texts.flatMap((text) => {
    try {
      const parsed: unknown = JSON.parse(text ?? '');
      return Array.isArray(parsed) ? [(parsed as MetricsJson).filter(({ name }) => name !== LAG_NAME)] : [];
    } catch {
      return [];
    }
  });
};

const lagMetrics = async (redis: RedisClient): Promise<MetricsJson> => {
  const registry = new Registry();
  const gauge = new Gauge({
    name: LAG_NAME,
    help: 'Events accepted and not yet judged, by partition',
    labelNames: ['partition'],
    registers: [registry],
  });
  for (const [partition, lag] of await partitionLags(redis)) gauge.set({ partition: String(partition) }, lag);
  return (await registry.getMetricsAsJSON()) as MetricsJson;
};

/** This server's metrics and those of all workers, summed, in the Prometheus text form. While Redis is away: this server's alone. */
export const allMetrics = async (redis: RedisClient, own: ServerMetrics): Promise<string> => {
  const mine = (await own.registry.getMetricsAsJSON()) as MetricsJson;
  const others = await Promise.all([workerMetrics(redis), lagMetrics(redis)]).then(
    ([workers, lag]) => [...workers, lag],
    () => [],
  );
  return AggregatorRegistry.aggregate([mine, ...others]).metrics();
};
