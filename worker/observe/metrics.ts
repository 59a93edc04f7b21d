import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From "as it is said" to "the host has moved on". */
const LATENCY_BUCKETS_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Of the rules that a worker judges by. */
const rulesMetrics = (registers: Registry[]) => ({
  packSet: new Gauge({
    name: 'livewitness_pack_set',
    help: 'Number of the newest change of custom packs that this worker has taken',
    registers,
  }),
  packsRefused: new Gauge({
    name: 'livewitness_packs_refused',
    help: 'Custom packs that do not compile in this worker',
    registers,
  }),
  policySet: new Gauge({
    name: 'livewitness_policy_set',
    help: 'Number of the newest act on policies that this worker has taken',
    registers,
  }),
  policiesRefused: new Gauge({
    name: 'livewitness_policies_refused',
    help: 'Policies whose newest live version cannot be used in this worker',
    registers,
  }),
});

/** Counts of one worker; pushed to Redis, shown by every server. */
export const createMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    utterances: new Counter({
      name: 'livewitness_utterances_total',
      help: 'Utterances recorded in evidence logs',
      registers,
    }),
    claims: new Counter({
      name: 'livewitness_claims_total',
      help: 'Suspected claims recorded, by kind; exempt ones included',
      labelNames: ['kind'],
      registers,
    }),
    alerts: new Counter({ name: 'livewitness_alerts_total', help: 'Alerts raised', registers }),
    lag: new Gauge({
      name: 'livewitness_partition_lag',
      help: 'Accepted events that are not recorded yet',
      labelNames: ['partition'],
      registers,
    }),
    latency: new Histogram({
      name: 'livewitness_alert_latency_seconds',
      help: 'From acceptance of an event to its alert on the feed',
      buckets: LATENCY_BUCKETS_S,
      registers,
    }),
    ...rulesMetrics(registers),
    timestamps: new Counter({
      name: 'livewitness_timestamps_total',
      help: 'Requests to timestamp authorities: stamped, tried in vain, given up',
      labelNames: ['outcome'],
      registers,
    }),
    quarantined: new Counter({
      name: 'livewitness_quarantined_total',
      help: 'Stream entries that could not be decoded',
      registers,
    }),
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
