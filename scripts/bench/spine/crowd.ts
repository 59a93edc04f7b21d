import { type LightDashboard, openLight } from './light-dashboard.ts';
import { answerParent } from './processes.ts';

/** A process of dashboards: opens as many as it is told and counts what they hear. */
export type CrowdQuestion =
  | {
      readonly ask: 'open';
      readonly url: string;
      readonly cookies: readonly string[];
      readonly each: number;
      readonly resumes: boolean;
    }
  | { readonly ask: 'count' };

export interface CrowdCount {
  readonly open: number;
  readonly messages: number;
  readonly characters: number;
  /** When the last message came, ms since 1970. */
  readonly lastAt: number;
}

/** Opened at a time: a server lets no more than this many catch up at once. */
const AT_ONCE = 16;

const dashboards: LightDashboard[] = [];
let lastAt = 0;

const open = async (question: Extract<CrowdQuestion, { ask: 'open' }>): Promise<number> => {
  const { url, cookies, each, resumes } = question;
  const seats = cookies.flatMap((cookie) => Array.from({ length: each }, () => cookie));
  const onChange = (): void => {
    lastAt = Date.now();
  };
  for (let from = 0; from < seats.length; from += AT_ONCE) {
    const some = seats.slice(from, from + AT_ONCE);
    dashboards.push(
      ...(await Promise.all(some.map((cookie) => openLight({ url, cookie, resumes, onChange })))),
    );
  }
  return dashboards.length;
};

const sum = (of: (dashboard: LightDashboard) => number): number =>
  dashboards.reduce((total, dashboard) => total + of(dashboard), 0);

const count = (): CrowdCount => ({
  open: dashboards.length,
  messages: sum(({ messages }) => messages),
  characters: sum(({ characters }) => characters),
  lastAt,
});

answerParent((question: CrowdQuestion) => (question.ask === 'open' ? open(question) : count()));
