import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IngestReply } from '../../models/contract/ingest.ts';

/** What this server counts of itself. Names begin with `livewitness_`. */
export interface ServerMetrics {
  readonly registry: Registry;
  countLines(reply: Pick<IngestReply, 'accepted' | 'duplicate' | 'refused'>): void;
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
}

export const createServerMetrics = (connections: () => number): ServerMetrics => {
  const registry = new Registry();
  const lines = new Counter({
    name: 'livewitness_ingest_lines_total',
    help: 'Lines of events that senders sent, by what became of them',
    labelNames: ['status'],
    registers: [registry],
  });
  const requests = new Histogram({
    name: 'livewitness_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'livewitness_feed_connections',
    help: 'Dashboards connected to this server',
    registers: [registry],
    collect() {
      this.set(connections());
    },
  });
  return {
    registry,
    countLines({ accepted, duplicate, refused }) {
      for (const [status, count] of Object.entries({ accepted, duplicate, refused }))
        if (count > 0) lines.inc({ status }, count);
    },
    observeRequest({ method, route, status, seconds }) {
      requests.observe({ method, route, status: String(status) }, seconds);
    },
  };
};
