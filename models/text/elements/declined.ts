import { type GROUPS, KINDS } from '../../contract/kinds.ts';
import type { Finding, StepTest } from './steps.ts';

/** Practices that a seller can decline: 好评返现的卡片我们不放. The terms against buyers are themselves denials and are left out. */
const PRACTICES: ReadonlySet<keyof typeof GROUPS> = new Set([
  'urgency',
  'fake-popularity',
  'disparagement',
  'authority',
  'off-platform',
] as const);

const DECLINES =
  /(?:我们?|咱们?|我家|咱家|本店|这边)(?:从来|一直|一律|坚决|都|也|就|可|绝)*不(?:搞|做|放|弄|玩|返|喊|刷|炒|干|学|请|编)(?!好|得|完|到)/;
const DECLINES_EN =
  /\b(?:we|i) (?:never|don'?t|do not|won'?t|refuse to) (?:do|run|use|play|buy|pay for|post|put|make)\b/;
/** Terms named as a practice and declined right after: 不退不换我们不做. */
const DECLINED_TERMS =
  /^不?换?(?:这(?:种|套|一套)(?:事|的)?|的?(?:事|规矩|做法))?(?:我们?|咱们?|我家|咱家|本店|这边)(?:从来|一直|一律|坚决|都|也|可|绝)*不(?:搞|做|干|玩|来这套)(?:的|了|这套|这种事)?(?=$|[，,。！!；;])/;
/** What follows such a mark is no longer declined. */
const TURNS = /[，,；;]|但|可(?:是|它|这|我)|不过|却|\bbut\b|\bhowever\b/;
/** Comparing is declined: 奶粉我不拿它跟母乳比. */
const UNCOMPARED =
  /不(?:会|能|敢|想|愿意?|去)?(?:拿|把|跟|和|与|同)[^，,。！!]{0,10}(?:(?:对|相)?比(?!这|它|那)|相提并论|对标)/;
const COMPARES: ReadonlySet<string> = new Set([
  'infant-formula-claim',
  'comparison-false',
  'absolute-superlative',
]);
const REACH = 8;
const REACH_EN = 30;

const finding = (words: string): Finding => ({
  effect: 'clear',
  step: {
    id: 'declined',
    outcome: 'clear',
    words: [words],
    zh: '说明自家不这样做',
    en: 'the seller says not to do it',
  },
});

/** E09: the seller says not to do the thing, right before or right after its words and in their clause. */
export const declined: StepTest = (view) => {
  if (KINDS[view.entry.kind].group === 'terms') {
    const hit = DECLINED_TERMS.exec(view.clauseAfter);
    return hit && finding(hit[0]);
  }
  if (COMPARES.has(view.entry.kind)) {
    const hit = UNCOMPARED.exec(
      view.clauseBefore.slice(-REACH) + view.span + view.clauseAfter.slice(0, REACH),
    );
    if (hit) return finding(hit[0]);
  }
  if (!PRACTICES.has(KINDS[view.entry.kind].group as keyof typeof GROUPS)) return null;
  const english = view.language === 'en';
  const reach = english ? REACH_EN : REACH;
  const pattern = english ? DECLINES_EN : DECLINES;
  const ahead = pattern.exec(view.clauseBefore.slice(-reach - 8));
  const behind = pattern.exec(view.clauseAfter.slice(0, reach + 8));
  const between = ahead
    ? view.clauseBefore.slice(-reach - 8).slice(ahead.index + ahead[0].length)
    : behind && view.clauseAfter.slice(0, behind.index);
  const hit = ahead ?? behind;
  if (!hit || between === null || between.length > reach || TURNS.test(between)) return null;
  return finding(hit[0]);
};
