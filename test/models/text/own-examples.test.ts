import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openWholeJudge, type WholeJudge } from '../../../models/text/open.ts';

interface Example {
  readonly rule: string;
  readonly text: string;
  readonly isChat: boolean;
}

const dir = 'models/text/packs';
const examples: readonly Example[] = readdirSync(dir).flatMap((name) => {
  const {
    pack,
    speaker,
    entries = [],
  } = parse(readFileSync(`${dir}/${name}`, 'utf8')) as {
    pack?: string;
    speaker?: string;
    entries?: { id: string; match?: string[] }[];
  };
  return entries.flatMap(({ id, match = [] }) =>
    match.map((text) => ({ rule: `${pack}/${id}`, text: String(text), isChat: speaker === 'viewer' })),
  );
});

let whole: WholeJudge;
/** Loading TensorFlow waits for the disk and for whatever else the machine does. */
const OPEN_LIMIT_MS = 120_000;

beforeAll(async () => {
  whole = await openWholeJudge('.');
}, OPEN_LIMIT_MS);
afterAll(() => whole?.release());

it('no rule’s own example is left open because the network hears nothing in it', async () => {
  expect(whole.networkProblem).toBeUndefined();
  const judged = await whole.judge(
    examples.map(({ text, isChat }) => ({
      text,
      context: isChat ? { source: 'chat', role: 'viewer' } : { source: 'speech', role: 'presenter' },
    })),
  );
  const silenced = examples.filter((_, at) => {
    const { claims } = judged[at] ?? { claims: [] };
    const leftOpen = claims.some(({ steps }) => steps.some(({ outcome }) => outcome === 'contradicts'));
    return leftOpen && !claims.some(({ verdict }) => verdict === 'flag' || verdict === 'review');
  });
  expect(silenced.map(({ rule, text }) => `${rule}: ${text}`)).toEqual([]);
});
