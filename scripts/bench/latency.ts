import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertsChanged } from '../../models/contract/socket.ts';
import { seatModerator } from './spine/hosts.ts';
import { openLight } from './spine/light-dashboard.ts';
import { at, loadOfMinute, round, watchCpu } from './spine/processes.ts';
import { CLAIM_AGAIN_MS, openShows } from './spine/said.ts';
import { sendSteadily } from './spine/senders.ts';
import { openSpine } from './spine/spine.ts';

export interface LatencyOptions {
  readonly root: string;
  readonly seconds?: number;
  /** Sentences a second, of all broadcasts together. */
  readonly perSecond?: number;
}

const SECONDS = 20;
const PER_SECOND = 2_000;
const BROADCASTS = 50;
/** As fast, until the code of every process has been compiled; not counted. */
const WARM_UP_S = 5;
/** What is still on its way is waited for so long. */
const LAST_MS_MAX = 15_000;
const GOALS = { p50Ms: 10, p99Ms: 40 };

interface Said {
  readonly sentAt: number;
  readonly acceptedAt: number;
}

const nameOf = (publicId: string, atMs: number): string => `${publicId} ${atMs}`;

/**
 * Times of the sentences that a message about an alert tells of: the newest, which it names, and those before it that make the same
 * claim. Several may come to an alert between two messages; that none is left out, the alert's count says.
 */
const toldBy = ({ lastAtMs, count }: AlertsChanged['alerts'][number]): number[] => {
  const before = Math.floor(lastAtMs / CLAIM_AGAIN_MS);
  if (count <= before) return [lastAtMs];
  return Array.from({ length: before + 1 }, (_, ago) => lastAtMs - ago * CLAIM_AGAIN_MS);
};

/** Times between what was said and what a dashboard heard. */
const createTimes = () => {
  const said = new Map<string, Said>();
  const heard = new Map<string, number>();
  return {
    said: (name: string, times: Said): void => void said.set(name, times),
    hear(text: string): void {
      const now = performance.now();
      const [, event] = JSON.parse(text.slice(2)) as [string, AlertsChanged];
      for (const alert of event.alerts)
        for (const atMs of toldBy(alert)) {
          const name = nameOf(alert.broadcast.publicId, atMs);
          if (!heard.has(name)) heard.set(name, now);
        }
    },
    get missing(): number {
      return [...said.keys()].filter((name) => !heard.has(name)).length;
    },
    /** Sorted, of sentences sent after `from`. What reached the dashboard before the sender had its answer counts as none. */
    between(from: number): { accepted: number[]; sent: number[] } {
      const times = [...said].flatMap(([name, { sentAt, acceptedAt }]) => {
        const at = heard.get(name);
        return at === undefined || sentAt < from
          ? []
          : [{ accepted: Math.max(0, at - acceptedAt), sent: at - sentAt }];
      });
      const sorted = (of: 'accepted' | 'sent') => times.map((one) => one[of]).sort((a, b) => a - b);
      return { accepted: sorted('accepted'), sent: sorted('sent') };
    },
  };
};

const figures = (sorted: readonly number[]) => ({
  p50Ms: round(at(sorted, 0.5), 1),
  p90Ms: round(at(sorted, 0.9), 1),
  p99Ms: round(at(sorted, 0.99), 1),
  maxMs: round(sorted.at(-1) ?? Number.NaN, 1),
});

/**
 * From the answer that a sentence is at rest to the alert at a socket client, at 2,000 utterances a second over 50 broadcasts, as a
 * room has them (see `said.ts`); each is a message of its own over the WebSocket of its broadcast, as a platform feeds a live
 * show. One server, one worker.
 */
export const latencyBench = async (options: LatencyOptions) => {
  const { root, seconds = SECONDS, perSecond = PER_SECOND } = options;
  const spine = await openSpine(root);
  try {
    await spine.startWorker('worker');
    const shows = await openShows(spine, BROADCASTS, BROADCASTS, 'latency');
    const times = createTimes();
    const light = { url: spine.url, cookie: await seatModerator(spine), resumes: true };
    const dashboard = await openLight({ ...light, onChange: times.hear });
    const loadBefore = loadOfMinute();
    const startedAt = performance.now();
    const cpu = watchCpu(spine.pids());
    const sent = await sendSteadily({
      ...{
        port: spine.port,
        token: spine.token,
        shows,
        perSecond,
        seconds: seconds + WARM_UP_S,
        together: 1,
        by: 'socket',
      },
      onClaim: ({ publicId }, atMs, sentAt, acceptedAt) =>
        times.said(nameOf(publicId, atMs), { sentAt, acceptedAt }),
    });
    const used = cpu();
    const took = (performance.now() - startedAt) / 1000;
    for (const end = Date.now() + LAST_MS_MAX; times.missing > 0 && Date.now() < end; ) await sleep(50);
    dashboard.stop();
    const { accepted, sent: whole } = times.between(startedAt + WARM_UP_S * 1000);
    const fromAcceptance = figures(accepted);
    return {
      perSecond: round(sent.accepted / took),
      broadcasts: BROADCASTS,
      claims: accepted.length,
      missing: times.missing,
      refused: sent.refused,
      fromAcceptance,
      fromSending: figures(whole),
      cpu: used,
      goals: GOALS,
      reached:
        times.missing === 0 && fromAcceptance.p50Ms <= GOALS.p50Ms && fromAcceptance.p99Ms <= GOALS.p99Ms,
      load: { before: loadBefore, after: loadOfMinute() },
    };
  } finally {
    await spine.close();
  }
};
