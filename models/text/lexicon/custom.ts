import { createHash } from 'node:crypto';
import { canonical } from '../../contract/log/canonical.ts';
import { createTextJudge } from '../judge.ts';
import type { Allowance } from './allow.ts';
import { compileChinese, compileEnglish } from './compile.ts';
import { type CompiledCustom, compileCustomEntries } from './custom-entries.ts';
import { CUSTOM_ENTRIES_ALL_MAX, CUSTOM_PACKS_MAX, type CustomPack } from './custom-schema.ts';
import type { Entry, Pattern } from './entry.ts';
import { faultsOfAllowance, faultsOfEntry } from './examples.ts';
import { matchesItself, shapeOf } from './own-words.ts';
import type { Packs } from './packs.ts';
import { type Refusal, refuseIfAny } from './refusal.ts';
import { createTokeniser } from './tokens.ts';
import { foundAlready, refusedTwins } from './twins.ts';

/** Patterns and entries looked at before others get a turn: a few milliseconds of work. */
const STRIDE = 50;

/** How a compilation behaves beside other work. */
export interface CompileOptions {
  /** Lets others run; called often. */
  readonly turn: () => Promise<unknown>;
  /** Packs whose examples held when they were last compiled and are not run again. Afterwards it holds those of now, and no others. */
  readonly checked?: Set<string>;
}

/** SHA-256, hex, of a pack's content (RFC 8785). */
const digestOf = (pack: CustomPack): string => createHash('sha256').update(canonical(pack)).digest('hex');

const hashWith = (base: Packs, packs: readonly CustomPack[]): string => {
  const hash = createHash('sha256').update(base.shipped.hash);
  for (const digest of packs.map(digestOf).sort()) hash.update('\0').update(digest);
  return hash.digest('hex');
};

/** Names under which parts of the judge that are no pack make claims: a pack of such a name would pass for them. */
const JUDGES_OWN: ReadonlySet<string> = new Set([
  'chat-pattern',
  'network',
  'personal-data',
  'price-reading',
]);

const refuseTooMany = (base: Packs, packs: readonly CustomPack[]): void => {
  const last = packs.at(-1);
  if (!last) return;
  const refusals: Refusal[] = [];
  const refuse = (pack: string, reason: string): number => refusals.push({ pack, reason });
  const ids = new Set<string>();
  for (const { pack } of packs) {
    if (base.shipped.packIds.has(pack)) refuse(pack, 'a shipped pack has this name; choose another');
    if (JUDGES_OWN.has(pack)) refuse(pack, 'a part of the judge has this name; choose another');
    if (ids.has(pack)) refuse(pack, 'there are two packs of this name');
    ids.add(pack);
  }
  if (packs.length > CUSTOM_PACKS_MAX)
    refuse(last.pack, `no more than ${CUSTOM_PACKS_MAX} packs may be in force; retire one first`);
  const entries = packs.reduce((sum, pack) => sum + pack.entries.length, 0);
  if (entries > CUSTOM_ENTRIES_ALL_MAX)
    refuse(last.pack, `all packs together hold ${entries} entries; ${CUSTOM_ENTRIES_ALL_MAX} is the limit`);
  refuseIfAny(refusals);
};

const put = async (
  base: Packs,
  customs: readonly CustomPack[],
  compiled: CompiledCustom,
  { turn }: CompileOptions,
): Promise<Packs> => {
  const { shipped, normaliser } = base;
  const zh = [...shipped.patterns.zh, ...compiled.patterns.zh];
  const en = [...shipped.patterns.en, ...compiled.patterns.en];
  // A language to which nothing is added is compiled already.
  const chinese = compiled.patterns.zh.length > 0 ? compileChinese(zh, normaliser, shipped.speller) : base.zh;
  await turn();
  const isEnglish = compiled.patterns.en.length > 0;
  // Numbered anew: words of packs that are gone must not be known any longer.
  const tokeniser = isEnglish ? createTokeniser() : base.tokeniser;
  const english = isEnglish ? compileEnglish(en, tokeniser) : base.en;
  if (isEnglish) await turn();
  return {
    ...base,
    hash: hashWith(base, customs),
    entries: [...shipped.entries, ...compiled.entries],
    allowances: compiled.allowances.map(({ allowance }) => allowance),
    tokeniser,
    zh: chinese,
    en: english,
  };
};

const deadPatterns = async (
  packs: Packs,
  patterns: readonly Pattern[],
  turn: CompileOptions['turn'],
): Promise<Refusal[]> => {
  const refusals: Refusal[] = [];
  for (const [at, pattern] of patterns.entries()) {
    if (at % STRIDE === STRIDE - 1) await turn();
    if (matchesItself(packs, pattern)) continue;
    const { packId, id } = pattern.entry;
    refusals.push({ pack: packId, entry: id, reason: `can never match: ${shapeOf(pattern)}` });
  }
  return refusals;
};

/** Runs the examples. Rules are judged without allow-entries: what one pack excuses must not make another's examples fail. */
const wrongExamples = async (
  packs: Packs,
  compiled: CompiledCustom,
  isNew: (packId: string) => boolean,
  turn: CompileOptions['turn'],
): Promise<Refusal[]> => {
  const bare = { ...packs, allowances: [] };
  const judge = createTextJudge({ packs: bare });
  const refusals: Refusal[] = [];
  const note = ({ packId, id }: Pick<Entry, 'packId' | 'id'>, reasons: readonly string[]): void => {
    for (const reason of reasons) refusals.push({ pack: packId, entry: id, reason });
  };
  let done = 0;
  for (const entry of compiled.entries.filter(({ packId }) => isNew(packId))) {
    note(entry, faultsOfEntry(bare, judge, entry, true));
    if (++done % STRIDE === 0) await turn();
  }
  for (const { allowance, entry, speaker } of compiled.allowances) {
    if (!isNew(allowance.packId)) continue;
    note(allowance, faultsOfAllowance(bare, allowance, entry, speaker));
    if (++done % STRIDE === 0) await turn();
  }
  return refusals;
};

const unknownRules = (
  packs: Packs,
  allowances: readonly { readonly allowance: Allowance }[],
): readonly Refusal[] => {
  const rules = new Set(packs.entries.map(({ packId, id }) => `${packId}/${id}`));
  return allowances.flatMap(({ allowance: { packId, id, rule } }) =>
    rule === undefined || rules.has(rule)
      ? []
      : [{ pack: packId, entry: id, reason: `can never match: there is no rule ${rule}` }],
  );
};

/**
 * Compiles custom packs together with the shipped ones of `base`, in turns with other work; `base` goes on judging meanwhile
 * and is not changed. Without any pack `base` itself is answered.
 * @throws PacksRefused naming each entry at fault: limits, unknown kinds and classes, the same words twice, words that can
 *   never match, words that a shipped rule finds already, examples that do not hold.
 */
export const withCustomPacks = async (
  base: Packs,
  customs: readonly CustomPack[],
  options: CompileOptions,
): Promise<Packs> => {
  if (customs.length === 0) return base;
  refuseTooMany(base, customs);
  const compiled = compileCustomEntries(base, customs);
  await options.turn();
  const own = [...compiled.patterns.zh, ...compiled.patterns.en];
  refuseIfAny(refusedTwins(base, compiled.patterns));
  const packs = await put(base, customs, compiled, options);
  refuseIfAny(unknownRules(packs, compiled.allowances));
  const isNew = newIn(base, customs, options.checked);
  const fresh = own.filter(({ entry }) => isNew(entry.packId));
  refuseIfAny(await deadPatterns(packs, fresh, options.turn));
  refuseIfAny(await foundAlready(base, fresh, options.turn));
  refuseIfAny(await wrongExamples(packs, compiled, isNew, options.turn));
  options.checked?.clear();
  for (const pack of customs) options.checked?.add(checkedKey(base, pack));
  return packs;
};

const checkedKey = (base: Packs, pack: CustomPack): string => `${base.hash} ${digestOf(pack)}`;

const newIn = (
  base: Packs,
  customs: readonly CustomPack[],
  checked: ReadonlySet<string> | undefined,
): ((packId: string) => boolean) => {
  const fresh = new Set(
    customs.filter((pack) => !checked?.has(checkedKey(base, pack))).map(({ pack }) => pack),
  );
  return (packId) => fresh.has(packId);
};
