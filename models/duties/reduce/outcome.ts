import type { Bilingual } from '../../contract/claim.ts';
import type { DutyState } from '../../contract/duty.ts';
import { asProductId } from '../../contract/ids.ts';
import type { Severity } from '../../contract/severity.ts';
import { severityRank } from '../../contract/severity.ts';
import type { Account } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import type { DutyOutcome } from '../types.ts';
import { productOf, type Subject, type Work } from './work.ts';

const REASONS: Readonly<Record<DutyState, Bilingual>> = {
  pending: { zh: '尚未到期', en: 'Not due yet' },
  satisfied: { zh: '已口播', en: 'Said' },
  late: { zh: '已在到期后补充口播', en: 'Said after it was due' },
  missing: { zh: '到期仍未口播（平台要求）', en: 'Not yet said when it was due (a platform requirement)' },
  partial: {
    zh: '只说了一部分，或只说了去别处看（平台要求）',
    en: 'Said in part, or only pointed elsewhere (a platform requirement)',
  },
  dodged: {
    zh: '观众问到，主播没有说出内容（平台要求）',
    en: 'Asked by viewers and answered without the fact (a platform requirement)',
  },
  contradicted: {
    zh: '前后说法或与商品页不一致，请核对',
    en: 'Statements disagree with each other or with the page; please check',
  },
  'not-observable': { zh: '没有接入可核对的画面或商品页', en: 'No source is connected that could show it' },
  'not-judged': { zh: '该时段大半未能收听，不作判断', en: 'Most of the time was not heard, so not judged' },
  'not-required': { zh: '本商品不要求', en: 'Not asked of this product' },
};
const ON_PAGE: Bilingual = { zh: '商品页已载明', en: 'Stated on the page' };
const ON_SCREEN: Bilingual = { zh: '画面已显示', en: 'Shown on the screen' };

/** The severity of a duty once what was said is counted in. */
const severityOf = (rule: Rule, account: Account): Severity => {
  let { severity } = rule;
  for (const { trigger, severity: other } of rule.duty.severityWhen ?? [])
    if (rule.duty.when?.kind === trigger && account.triggered.includes(rule.duty.id))
      if (severityRank(other) > severityRank(severity)) severity = other;
  return severity;
};

/** What differs from one outcome to the next. */
export type Told = Pick<DutyOutcome, 'state' | 'atMs' | 'dueMs' | 'alert'> & Partial<DutyOutcome>;

/** Tells of a change. */
export const tell = (work: Work, subject: Subject, rule: Rule, account: Account, told: Told): void => {
  const product = subject === null ? undefined : productOf(work, subject);
  const [category] = product?.categories ?? [];
  const { duty } = rule;
  const met = told.by === 'page' ? ON_PAGE : told.by === 'screen' ? ON_SCREEN : undefined;
  work.outcomes.push({
    dutyId: duty.id,
    ...(subject !== null && { productId: asProductId(subject) }),
    ...(product?.name !== undefined && { productName: product.name }),
    ...(product?.linkNo !== undefined && { linkNo: product.linkNo }),
    ...(product && category && { category, categories: product.categories }),
    ...(product?.guessed !== undefined && { guessed: true as const }),
    tier: rule.tier,
    name: duty.name,
    severity: severityOf(rule, account),
    article: duty.law,
    reason: (told.state === 'satisfied' && met) || REASONS[told.state],
    suggestion: duty.say,
    ...told,
  });
};
