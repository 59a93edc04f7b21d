import { createHash } from 'node:crypto';
import {
  CHECK_CLAIMS_MAX,
  type CheckClaim,
  type CheckedRow,
  type CheckReply,
  type CheckRequest,
  type CheckRow,
  checkedText,
  LEVELS,
  type Level,
  type LevelCounts,
  RECEIPT_FORMAT,
  rowsOf,
} from '../../models/contract/check.ts';
import type { Bilingual, Claim, StageOutcome } from '../../models/contract/claim.ts';
import { type Category, categoryOf } from '../../models/contract/ingest.ts';
import { levelOf } from '../../models/text/levels.ts';
import { type JudgedText, type ScriptJudge, scriptLines, type ToJudge } from '../../models/text/script.ts';

const NOTICE: Bilingual = {
  zh: '这是一次机器检查的记录，只说明检查了哪段文字、用的是哪一版规则；没有签名，不是法律意见，也不代表没有列出的话都合法。',
  en: 'A record of a check by machine: which text was checked, and by which rules. It is not signed, it is no legal advice, and what is not listed is not thereby lawful.',
};

interface Placed extends ToJudge {
  readonly row: number;
  readonly start: number;
}

/** Every line of a script as the presenter will speak it. */
const toJudge = (
  rows: readonly CheckRow[],
  categories: readonly (Category | null)[],
  platform: string | undefined,
): readonly Placed[] =>
  rows.flatMap(({ product, text }, row) => {
    const category = categories[row];
    const context = {
      source: 'speech',
      role: 'presenter',
      ...(category && { category }),
      ...(platform && { platform }),
      ...(product && { productNames: [product] }),
    } as const;
    return scriptLines(text).map((line) => ({ ...line, row, context }));
  });

const told = (claim: Claim, level: Level, shift: number): CheckClaim => ({
  start: claim.start + shift,
  end: claim.end + shift,
  quote: claim.quote,
  level,
  kind: claim.kind,
  group: claim.group,
  verdict: claim.verdict,
  ...(claim.need && { need: claim.need }),
  basis: claim.basis,
  ...(claim.also && { also: claim.also }),
  severity: claim.severity,
  confidence: claim.confidence,
  article: claim.article,
  reason: claim.reason,
  rewrite: claim.suggestion,
});

const GRAVITY: Readonly<Record<StageOutcome, number>> = { ok: 0, unavailable: 1, timeout: 2, failed: 3 };

/** The worst that a stage did on any line. */
const worst = (judged: readonly JudgedText[], stage: 'lexicon' | 'network'): StageOutcome =>
  judged.map((each) => each[stage]).sort((a, b) => GRAVITY[b] - GRAVITY[a])[0] ?? 'ok';

export interface Found {
  readonly rows: readonly (readonly CheckClaim[])[];
  readonly found: LevelCounts;
  readonly untold: number;
}

/** Claims by row, in the order of the text, the first {@link CHECK_CLAIMS_MAX} of them told. */
export const gather = (rowCount: number, lines: readonly Placed[], judged: readonly JudgedText[]): Found => {
  const rows: CheckClaim[][] = Array.from({ length: rowCount }, () => []);
  const found: Record<Level, number> = { banned: 0, 'needs-proof': 0, careful: 0 };
  let claims = 0;
  for (const [index, { row, start }] of lines.entries())
    for (const claim of judged[index]?.claims ?? []) {
      const level = levelOf(claim);
      if (!level) continue;
      found[level] += 1;
      claims += 1;
      if (claims <= CHECK_CLAIMS_MAX) rows[row]?.push(told(claim, level, start));
    }
  return { rows, found, untold: Math.max(0, claims - CHECK_CLAIMS_MAX) };
};

/** Words named of those that are no known category: enough to see what is wrong with a list. */
const UNKNOWN_NAMED_MAX = 20;

/** Says which words were taken for no category, so that a slip of the pen does not pass for a milder judgement. */
const notesOn = (rows: readonly CheckRow[]): readonly Bilingual[] => {
  const words = rows.flatMap(({ category }) => (category?.trim() && !categoryOf(category) ? [category] : []));
  const unknown = [...new Set(words)];
  if (unknown.length === 0) return [];
  const named = unknown.slice(0, UNKNOWN_NAMED_MAX);
  const more = unknown.length > named.length ? ' …' : '';
  return [
    {
      zh: `不认识、按不指定类目检查的类目：${named.map((word) => `“${word}”`).join('、')}${more}`,
      en: `Not known as a category, checked without one: ${named.map((word) => `“${word}”`).join(', ')}${more}`,
    },
  ];
};

/** Checks a script. The text is neither kept nor logged; what stays is the caller's, with the receipt. */
export const checkScript = async (
  judge: ScriptJudge,
  request: CheckRequest,
  now: Date,
): Promise<CheckReply> => {
  const rows = rowsOf(request);
  const categories = rows.map(({ category }) => (category ? categoryOf(category) : null));
  const platform = request.platform?.trim() || undefined;
  const lines = toJudge(rows, categories, platform);
  const { versions, texts: judged } = await judge.judge(lines);
  const notes = notesOn(rows);
  const { rows: claims, found, untold } = gather(rows.length, lines, judged);
  return {
    rows: rows.map(
      (_row, at): CheckedRow => ({ category: categories[at] ?? null, claims: claims[at] ?? [] }),
    ),
    found,
    untold,
    ...(notes.length > 0 && { notes }),
    receipt: {
      format: RECEIPT_FORMAT,
      checkedAt: now.toISOString(),
      text: {
        sha256: createHash('sha256').update(checkedText(rows), 'utf8').digest('hex'),
        rows: rows.length,
        units: rows.reduce((sum, { text }) => sum + text.length, 0),
      },
      ...(platform && { platform }),
      versions,
      stages: { lexicon: worst(judged, 'lexicon'), network: worst(judged, 'network') },
      found: Object.fromEntries(LEVELS.map((level) => [level, found[level]])) as Record<Level, number>,
      notice: NOTICE,
    },
  };
};
