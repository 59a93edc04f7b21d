import type { Allowance } from './allow.ts';
import {
  type AllowEntry,
  CUSTOM_WORDS_MAX,
  type CustomPack,
  endOf,
  type RuleEntry,
} from './custom-schema.ts';
import { type Entry, type Language, type Pattern, patternsOf } from './entry.ts';
import { PackError } from './pack-error.ts';
import type { Packs } from './packs.ts';
import { type Refusal, refuseIfAny } from './refusal.ts';
import { stemmed } from './tokens.ts';

/** Custom packs as entries of the engine, not yet put beside the shipped ones. */
export interface CompiledCustom {
  readonly entries: readonly Entry[];
  readonly patterns: Readonly<Record<Language, readonly Pattern[]>>;
  readonly allowances: readonly {
    readonly allowance: Allowance;
    readonly entry: AllowEntry;
    readonly speaker: 'seller' | 'viewer';
  }[];
}

/** A single character, or two letters, are in every other line that anyone says. */
const CHINESE_UNITS_MIN = 2;
const ENGLISH_LETTERS_MIN = 3;

type Says = (entry: string | undefined, reason: string) => void;

const entryOf = (base: Packs, pack: CustomPack, rule: RuleEntry, says: Says): Entry | null => {
  const provision = base.shipped.provisions[rule.kind];
  if (!provision) {
    says(rule.id, `no provision speaks of the kind ${rule.kind}`);
    return null;
  }
  if (rule.basis !== provision.basis && (!rule.article || !rule.reason)) {
    const what = rule.basis === 'law' ? `, and no law is known for ${rule.kind}: name it` : ': name the rule';
    says(rule.id, `its basis is ${rule.basis}${what} as article, and give its reason in zh and en`);
  }
  if (rule.basis === 'platform-rule' && rule.platform === undefined)
    says(rule.id, 'a rule of a platform names the platform, as broadcasts do: platform: "its name"');
  const { inForce } = rule;
  if (inForce?.until !== undefined && inForce.until < inForce.from)
    says(rule.id, 'can never match: it ends before it begins');
  const { folded } = base.shipped.speller;
  const near = (name: 'near' | 'notNear' | 'notBefore' | 'notAfter') => {
    const words = rule[name]?.map(folded);
    if (words?.some((word) => word.length === 0)) says(rule.id, `a word in ${name} is empty after folding`);
    return words ? { [name]: words } : {};
  };
  const { type: _type, ...rest } = rule;
  const { pack: packId, language, speaker } = pack;
  const entry = { ...rest, ...near('near'), ...near('notNear'), ...near('notBefore'), ...near('notAfter') };
  return {
    ...(entry as Omit<Entry, 'packId' | 'language' | 'speaker' | 'provision'>),
    packId,
    language,
    speaker,
    provision,
  };
};

const refuseShort = ({ frame, entry }: Pattern, says: Says, fold: (word: string) => string): void => {
  const [words] = frame.slots;
  if (frame.slots.length !== 1 || !words) return;
  for (const word of words) {
    const left = entry.language === 'en' ? stemmed(word) : fold(word);
    const min = entry.language === 'en' ? ENGLISH_LETTERS_MIN : CHINESE_UNITS_MIN;
    if (left.length === 0) says(entry.id, `can never match: nothing of ${word} is left after folding`);
    else if (left.length < min) says(entry.id, `${word} is so short that it would match nearly every line`);
  }
};

/** A slot all of whose words hold something that must not stand near. */
const shutsItselfOut = ({ frame, entry }: Pattern, fold: (word: string) => string): boolean =>
  frame.slots.some((words) =>
    words?.every((word) => entry.notNear?.some((shut) => fold(word).includes(shut)) ?? false),
  );

const patternsFor = (base: Packs, entry: Entry, says: Says): Pattern[] => {
  try {
    const patterns = patternsOf(entry, entry.packId, base.shipped.classes[entry.language]);
    const { folded } = base.shipped.speller;
    for (const pattern of patterns) {
      refuseShort(pattern, says, folded);
      if (shutsItselfOut(pattern, folded))
        says(entry.id, 'can never match: its own words are among those that must not stand near');
    }
    return patterns;
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    says(entry.id, error.reason);
    return [];
  }
};

const allowanceOf = (base: Packs, pack: CustomPack, entry: AllowEntry, says: Says): Allowance => {
  const { id, platform, reason, expires, rule } = entry;
  if (!entry.terms && rule === undefined) says(id, 'name the terms or the rule that it excuses');
  const terms = entry.terms?.map(base.shipped.speller.folded);
  if (terms?.some((term) => term.length === 0)) says(id, 'can never match: a term is empty after folding');
  return {
    packId: pack.pack,
    id,
    reason,
    expires,
    expiresAtMs: endOf(expires),
    ...(platform !== undefined && { platform }),
    ...(terms && { terms }),
    ...(rule !== undefined && { rule }),
  };
};

/** Reads every entry. @throws PacksRefused with each that is at fault. */
export const compileCustomEntries = (base: Packs, customs: readonly CustomPack[]): CompiledCustom => {
  const refusals: Refusal[] = [];
  const entries: Entry[] = [];
  const patterns: Record<Language, Pattern[]> = { zh: [], en: [] };
  const allowances: CompiledCustom['allowances'][number][] = [];
  let words = 0;
  for (const pack of customs) {
    const ids = new Set<string>();
    const says: Says = (entry, reason) =>
      refusals.push({ pack: pack.pack, ...(entry !== undefined && { entry }), reason });
    // A class named a thousand times unfolds to millions of words: stopped while it is still small.
    const count = (entry: string, more: number): void => {
      words += more;
      if (words <= CUSTOM_WORDS_MAX) return;
      says(entry, `with it all packs look for more than ${CUSTOM_WORDS_MAX} words`);
      refuseIfAny(refusals.slice(-1));
    };
    for (const one of pack.entries) {
      if (ids.has(one.id)) says(one.id, 'the id is there twice');
      ids.add(one.id);
      if (one.type === 'allow') {
        count(one.id, one.terms?.length ?? 0);
        const allowance = allowanceOf(base, pack, one, says);
        allowances.push({ allowance, entry: one, speaker: pack.speaker });
        continue;
      }
      const entry = entryOf(base, pack, one, says);
      if (!entry) continue;
      entries.push(entry);
      for (const pattern of patternsFor(base, entry, says)) {
        count(
          one.id,
          pattern.frame.slots.reduce((sum, slot) => sum + (slot?.length ?? 1), 0),
        );
        patterns[pack.language].push(pattern);
      }
    }
  }
  refuseIfAny(refusals);
  return { entries, patterns, allowances };
};
