import { codesIn } from '../slots/codes.ts';
import { isSlotKind, SLOT_KINDS, type SlotKind } from '../slots/kinds.ts';
import type { Chain, Link } from './cues.ts';
import type { DutyEar } from './forms.ts';
import { createScanBuilder } from './scan.ts';

/** What stands for a slot, or for a pause: neither is there before the slots are read. */
const NOT_YET = /[\ue001-\ue01f,]/;
/** 19:30, 七点半, 7 pm: what is a time of day holds one of these. */
const CLOCK_SIGNS = [':', '点', 'am', 'pm', '.m.', "o'clock"];
const OF_CLOCK: ReadonlySet<SlotKind> = new Set(['clock']);
const OF_PHONE: ReadonlySet<SlotKind> = new Set(['phone']);
const OF_CODES: ReadonlySet<SlotKind> = new Set(['code', 'serial']);
/** No telephone number is shorter. */
const PHONE_DIGITS_MIN = 7;

const KIND_OF = new Map(
  Object.keys(SLOT_KINDS).flatMap((kind) =>
    isSlotKind(kind) ? [[SLOT_KINDS[kind] as string, kind] as const] : [],
  ),
);

const areAll = (words: readonly string[], kinds: ReadonlySet<SlotKind>): boolean =>
  words.every((word) => {
    const kind = KIND_OF.get(word);
    return kind !== undefined && kinds.has(kind);
  });

/** What a link asks of figures of which no slots have been read; null where it asks nothing that could be told. */
const linkBefore = ({ words }: Link): Link | null => {
  // How far apart things stand is another matter in typed text: any distance will do.
  const anywhere = { rest: Number.POSITIVE_INFINITY, after: 0 };
  if (!words.some((word) => NOT_YET.test(word))) return { words, ...anywhere };
  return areAll(words, OF_CLOCK) ? { words: CLOCK_SIGNS, ...anywhere } : null;
};

const isOf = (chain: Chain, kinds: ReadonlySet<SlotKind>): boolean =>
  chain.some(({ words }) => areAll(words, kinds));

const mayHoldPhone = (figures: string): boolean => {
  let digits = 0;
  for (let at = 0; at < figures.length && digits < PHONE_DIGITS_MIN; at += 1) {
    const code = figures.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits === PHONE_DIGITS_MIN;
};

/**
 * A quick no for a few duties: whether the figures of a sentence, of which no slots have been read yet, may hold anything of one
 * of them.
 */
export const createGate = (duties: readonly DutyEar[]): ((figures: string) => boolean) => {
  const builder = createScanBuilder();
  const wanted = Uint8Array.of(1);
  let areCodesAsked = false;
  let arePhonesAsked = false;
  let isOpen = false;
  for (const { forms, nameWords } of duties) {
    const names: Chain = [{ words: nameWords, rest: Number.POSITIVE_INFINITY, after: 0 }];
    const chains = [...forms.flatMap((form) => form.chains), ...(nameWords.length > 0 ? [names] : [])];
    for (const chain of chains) {
      const links = chain.flatMap((link) => linkBefore(link) ?? []);
      if (links.length > 0) builder.expression([links], 0);
      else if (isOf(chain, OF_CODES)) areCodesAsked = true;
      else if (isOf(chain, OF_PHONE)) arePhonesAsked = true;
      else isOpen = true;
    }
  }
  const scan = builder.build();
  return (figures) => {
    if (isOpen) return true;
    scan.read(figures);
    if (scan.called(-1, wanted).length > 0) return true;
    return (arePhonesAsked && mayHoldPhone(figures)) || (areCodesAsked && codesIn(figures).length > 0);
  };
};
