import type { Bilingual, Claim } from '../contract/claim.ts';

/** A field of a verdict that came out otherwise, as it was and as it is now. */
export interface Difference {
  readonly field: string;
  readonly name: Bilingual;
  readonly was: string;
  readonly now: string;
}

/** A claim as it was recorded: its quote and its steps' words may be masked. */
export type Recorded = Omit<Claim, 'quote'> & { readonly quote: string | null };

/**
 * Scores of the native library and of WebAssembly are the same to 1e-4, and a text's score moves by as little with the company it
 * is scored in; what follows from them may be as far apart.
 */
export const CONFIDENCE_TOLERANCE = 1e-3;

const same = (a: Pick<Claim, 'start' | 'end'>, b: Pick<Claim, 'start' | 'end'>): boolean =>
  a.start === b.start && a.end === b.end;
const overlaps = (a: Pick<Claim, 'start' | 'end'>, b: Pick<Claim, 'start' | 'end'>): boolean =>
  a.start < b.end && b.start < a.end;

/** The claim that stands for a recorded one now: of its kind at its place, else of its kind over it, else of its group. */
export const counterpart = (recorded: Recorded, claims: readonly Claim[]): Claim | undefined =>
  claims.find((claim) => claim.kind === recorded.kind && same(claim, recorded)) ??
  claims.find((claim) => claim.kind === recorded.kind && overlaps(claim, recorded)) ??
  claims.find((claim) => claim.group === recorded.group && overlaps(claim, recorded));

const both = ({ zh, en }: Bilingual): string => `${zh} / ${en}`;
const place = ({ start, end, parts }: Pick<Claim, 'start' | 'end' | 'parts'>): string =>
  `${start}-${end}${parts ? ` (${parts.map((part) => `${part.utteranceId} ${part.start}-${part.end}`).join(', ')})` : ''}`;

interface Field {
  readonly field: string;
  readonly name: Bilingual;
  readonly of: (claim: Recorded) => string;
  /** Holds words of the text, which cannot be compared where they were masked. */
  readonly quotes?: true;
}

const FIELDS: readonly Field[] = [
  { field: 'kind', name: { zh: '类型', en: 'kind' }, of: ({ kind }) => kind },
  { field: 'place', name: { zh: '位置', en: 'place' }, of: place },
  { field: 'quote', name: { zh: '原话', en: 'quote' }, of: ({ quote }) => quote ?? '', quotes: true },
  { field: 'verdict', name: { zh: '结论', en: 'verdict' }, of: ({ verdict }) => verdict },
  { field: 'need', name: { zh: '尚需', en: 'what a person needs' }, of: ({ need }) => need ?? '-' },
  { field: 'severity', name: { zh: '严重程度', en: 'severity' }, of: ({ severity }) => severity },
  { field: 'basis', name: { zh: '依据类别', en: 'basis' }, of: ({ basis }) => basis },
  { field: 'article', name: { zh: '条款', en: 'article' }, of: ({ article }) => article },
  { field: 'reason', name: { zh: '理由', en: 'reason' }, of: ({ reason }) => both(reason) },
  { field: 'suggestion', name: { zh: '建议', en: 'suggestion' }, of: ({ suggestion }) => both(suggestion) },
  {
    field: 'rule',
    name: { zh: '规则', en: 'rule' },
    of: ({ source }) => `${source.packId}/${source.ruleId}`,
  },
  { field: 'stage', name: { zh: '判断环节', en: 'stage' }, of: ({ source }) => source.stage },
  {
    field: 'steps',
    name: { zh: '要件分析', en: 'steps' },
    // Their sentences hold scores in percent, which may round the other way.
    of: ({ steps }) => steps.map(({ id, outcome }) => `${id}: ${outcome}`).join('; '),
  },
  {
    field: 'words',
    name: { zh: '关键词语', en: 'words that decided' },
    of: ({ steps }) => steps.flatMap(({ words = [] }) => words).join(' · '),
    quotes: true,
  },
];

/**
 * Compares a recorded verdict with what comes out now, field by field.
 * @param masked the text is kept with personal data masked: quotes and words are left out then, and how sure the verdict is, since
 *   the network heard the figures too.
 * @returns nothing where both are the same.
 */
export const compareVerdict = (
  recorded: Recorded,
  now: Claim | undefined,
  masked = false,
): readonly Difference[] => {
  if (!now)
    return [
      {
        field: 'claim',
        name: { zh: '疑似话术', en: 'claim' },
        was: `${recorded.kind} ${recorded.verdict}`,
        now: '-',
      },
    ];
  const differences = FIELDS.flatMap(({ field, name, of, quotes }) => {
    if (quotes && (masked || recorded.quote === null)) return [];
    const [before, after] = [of(recorded), of(now)];
    return before === after ? [] : [{ field, name, was: before, now: after }];
  });
  if (!masked && Math.abs(recorded.confidence - now.confidence) > CONFIDENCE_TOLERANCE)
    differences.push({
      field: 'confidence',
      name: { zh: '把握', en: 'confidence' },
      was: recorded.confidence.toFixed(3),
      now: now.confidence.toFixed(3),
    });
  return differences;
};
