import { AggregatorRegistry, Gauge, type MetricObject, Registry } from 'prom-client';
import type { RedisClient } from '../../models/stream/client.ts';
import { readMetrics } from '../../models/stream/metrics.ts';
import { partitionLags } from './lag.ts';
import type { ServerMetrics } from './metrics.ts';

/** The lag is asked of Redis itself, so that it is known also when no worker runs; a worker's own account of it gives way. */
const LAG_NAME = 'livewitness_partition_lag';

type MetricsJson = MetricObject[];

/** Metrics of every worker that has put them in Redis lately. */
const workerMetrics = async (redis: RedisClient): Promise<MetricsJson[]> =>
  [...(await readMetrics(redis)).values()]
    .filter((metrics): metrics is MetricsJson => Array.isArray(metrics))
    .map((metrics) => metrics.filter(({ name }) => name !== LAG_NAME));

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
