import type { BroadcastId } from '../contract/ids.ts';
import { asEntryId } from '../contract/ids.ts';
import type { Source } from '../contract/ingest.ts';
import type { WithheldNotice } from '../contract/withholding.ts';
import type { SealedDoc, SealedValue } from './documents.ts';
import { number, schemaOf, strings, text } from './schema-of.ts';

/**
 * Values and salts of many leaves of one broadcast, in leaf order, as one document: a document each would cost MongoDB more
 * than all else that an utterance needs. Found by leaf or by time; a value is withheld by writing its page anew without it.
 */
export interface SealedPageDoc {
  broadcastId: BroadcastId;
  /** No other page of the broadcast holds leaves of this range. */
  firstLeafIndex: number;
  lastLeafIndex: number;
  /** Smallest and largest broadcast time in it, ms. */
  fromMs: number;
  untilMs: number;
  /** Of its utterances, each once. */
  sources: Source[];
  /** JSON of its records, see {@link recordsOf}: MongoDB is never asked for anything inside. */
  records: string;
}

export const sealedPageSchema = schemaOf<SealedPageDoc>(
  {
    broadcastId: text,
    firstLeafIndex: number,
    lastLeafIndex: number,
    fromMs: number,
    untilMs: number,
    sources: strings,
    records: text,
  },
  [
    { on: { broadcastId: 1, firstLeafIndex: 1 }, unique: true },
    { on: { broadcastId: 1, untilMs: -1, fromMs: -1 } },
    { on: { broadcastId: 1, fromMs: 1, untilMs: 1 } },
    { on: { broadcastId: 1, sources: 1 } },
  ],
);

/** Nearly all there is. What else there is, is rare and looked for by its own fields: it stays a document of its own. */
const PAGED: ReadonlySet<string> = new Set(['utterance', 'claim']);

/**
 * Characters of one page: in UTF-8 three times as many bytes at worst, and a document may have 16 MB. A record is never cut: the
 * longest is some 100,000.
 */
const PAGE_CHARS_MAX = 4 * 1024 * 1024;

/** The last two stand with a value that was withheld. */
type PageValue = readonly [
  value: string | null,
  salt: string | null,
  reason?: WithheldNotice['reason'],
  at?: string,
];

const pageValue = ({ value, salt, gone }: SealedValue): PageValue =>
  gone ? [value, salt, gone.reason, gone.at] : [value, salt];
const sealedValue = ([value, salt, reason, at]: PageValue): SealedValue => ({
  value,
  salt,
  ...(reason !== undefined && at !== undefined && { gone: { reason, at } }),
});

/** One record as it stands in a page; short names, since they are written with each. */
interface PageRecord {
  readonly i: number;
  readonly k: string;
  readonly t: number;
  readonly e: string;
  readonly v: Readonly<Record<string, PageValue>>;
  readonly u?: SealedDoc['utterance'];
  readonly c?: SealedDoc['claim'];
}

const packed = ({ leafIndex, kind, atMs, entryId, values, utterance, claim }: SealedDoc): string => {
  const v: Record<string, PageValue> = {};
  for (const field in values) v[field] = pageValue(values[field] as SealedValue);
  const record: PageRecord = {
    i: leafIndex,
    k: kind,
    t: atMs,
    e: entryId,
    v,
    u: utterance,
    c: claim,
  } as PageRecord;
  return JSON.stringify(record);
};

const pageOf = (docs: readonly SealedDoc[], texts: readonly string[]): SealedPageDoc => {
  let fromMs = Number.POSITIVE_INFINITY;
  let untilMs = 0;
  const sources = new Set<Source>();
  for (const { atMs, utterance } of docs) {
    if (utterance) sources.add(utterance.source);
    fromMs = Math.min(fromMs, atMs);
    untilMs = Math.max(untilMs, atMs);
  }
  const [first, last] = [docs[0] as SealedDoc, docs.at(-1) as SealedDoc];
  return {
    broadcastId: first.broadcastId,
    firstLeafIndex: first.leafIndex,
    lastLeafIndex: last.leafIndex,
    fromMs,
    untilMs,
    sources: [...sources],
    records: `[${texts.join(',')}]`,
  };
};

/** Records of one block as they are stored: pages, and documents of their own for what is looked for by its fields. */
export const pagesOf = (
  sealed: readonly SealedDoc[],
  charsMax = PAGE_CHARS_MAX,
): { readonly pages: SealedPageDoc[]; readonly single: SealedDoc[] } => {
  const pages: SealedPageDoc[] = [];
  const single: SealedDoc[] = [];
  let docs: SealedDoc[] = [];
  let texts: string[] = [];
  let chars = 0;
  for (const doc of sealed) {
    if (!PAGED.has(doc.kind)) {
      single.push(doc);
      continue;
    }
    const record = packed(doc);
    if (docs.length > 0 && chars + record.length > charsMax) {
      pages.push(pageOf(docs, texts));
      [docs, texts, chars] = [[], [], 0];
    }
    docs.push(doc);
    texts.push(record);
    chars += record.length;
  }
  if (docs.length > 0) pages.push(pageOf(docs, texts));
  return { pages, single };
};

const unpacked = (broadcastId: BroadcastId, { i, k, t, e, v, u, c }: PageRecord): SealedDoc => ({
  broadcastId,
  leafIndex: i,
  kind: k,
  atMs: t,
  entryId: asEntryId(e),
  values: Object.fromEntries(Object.entries(v).map(([field, value]) => [field, sealedValue(value)])),
  ...(u && { utterance: u }),
  ...(c && { claim: c }),
});

/** The records of a page, in leaf order. */
export const recordsOf = ({
  broadcastId,
  records,
}: Pick<SealedPageDoc, 'broadcastId' | 'records'>): SealedDoc[] =>
  (JSON.parse(records) as PageRecord[]).map((record) => unpacked(broadcastId, record));

/** A page's records after a change that keeps their number and order. */
export const packedAgain = (docs: readonly SealedDoc[]): string => `[${docs.map(packed).join(',')}]`;

/** Values of one record that go, and why. */
interface Gone {
  readonly leafIndex: number;
  readonly fields: readonly string[];
  readonly why?: WithheldNotice;
}

/** The records of a page without some values: they and their salts are gone, the fields say so. */
export const withoutValues = (records: string, withheld: readonly Gone[]): string => {
  const goneAt = new Map(withheld.map((one) => [one.leafIndex, one]));
  const kept = (JSON.parse(records) as PageRecord[]).map((record) => {
    const gone = goneAt.get(record.i);
    if (!gone) return record;
    const value = pageValue({ value: null, salt: null, ...(gone.why && { gone: gone.why }) });
    const nothing = gone.fields.map((field) => [field, value] as const);
    return { ...record, v: { ...record.v, ...Object.fromEntries(nothing) } };
  });
  return JSON.stringify(kept);
};
