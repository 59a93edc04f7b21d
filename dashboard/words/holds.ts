import type { HoldReason } from '../../models/contract/hold.ts';
import type { Language } from '../state/settings.ts';

/** Words of what must be kept whatever its time. */
export interface HoldWords {
  readonly title: (n: number) => string;
  readonly none: string;
  readonly says: string;
  readonly why: Readonly<Record<HoldReason, string>>;
  readonly whole: string;
  readonly stretch: (from: string, until: string) => string;
  readonly by: (who: string, when: string) => string;
  /** `isLate`: nobody has looked since, though the day is over. */
  readonly review: (day: string, isLate: boolean) => string;
  readonly place: string;
  readonly release: string;
  readonly releaseWhy: string;
  /** It must stay on. */
  readonly still: string;
  readonly reviewWhy: string;
  readonly reviewBy: string;
  readonly done: { readonly place: string; readonly review: string; readonly release: string };
  readonly kind: string;
  readonly ref: string;
  readonly reason: string;
  readonly submit: string;
  readonly cancel: string;
  readonly failed: (message: string) => string;
}

const zhHans: HoldWords = {
  title: (n) => `保留令 ${n}`,
  none: '没有保留令',
  says: '解除之前，保存期满也不删除。',
  why: {
    request: '调取申请',
    mark: '用户标记',
    exhibit: '用户材料',
    order: '纠纷或法院要求',
    authority: '监管部门要求',
  },
  whole: '整场',
  stretch: (from, until) => `${from} 至 ${until}`,
  by: (who, when) => `${who}，${when}`,
  review: (day, isLate) => (isLate ? `应于 ${day} 前复核，已过期` : `${day} 前复核`),
  place: '下达保留令',
  release: '解除',
  releaseWhy: '为什么可以解除',
  still: '仍需保留',
  reviewWhy: '为什么仍要保留',
  reviewBy: '最晚哪天复核',
  done: { place: '已下达。', review: '已复核，继续保留。', release: '已解除。' },
  kind: '依据',
  ref: '案号（可不填）',
  reason: '为什么要保留',
  submit: '确定',
  cancel: '取消',
  failed: (message) => `没有成功：${message}`,
};

const zhHant: HoldWords = {
  title: (n) => `保留令 ${n}`,
  none: '沒有保留令',
  says: '解除之前，保存期滿也不刪除。',
  why: {
    request: '調取申請',
    mark: '使用者標記',
    exhibit: '使用者材料',
    order: '糾紛或法院要求',
    authority: '監管部門要求',
  },
  whole: '整場',
  stretch: (from, until) => `${from} 至 ${until}`,
  by: (who, when) => `${who}，${when}`,
  review: (day, isLate) => (isLate ? `應於 ${day} 前複核，已過期` : `${day} 前複核`),
  place: '下達保留令',
  release: '解除',
  releaseWhy: '為什麼可以解除',
  still: '仍需保留',
  reviewWhy: '為什麼仍要保留',
  reviewBy: '最晚哪天複核',
  done: { place: '已下達。', review: '已複核，繼續保留。', release: '已解除。' },
  kind: '依據',
  ref: '案號（可不填）',
  reason: '為什麼要保留',
  submit: '確定',
  cancel: '取消',
  failed: (message) => `沒有成功：${message}`,
};

const en: HoldWords = {
  title: (n) => `On hold: ${n}`,
  none: 'Not on hold',
  says: 'Nothing of it is deleted when its time runs out, until the hold is released.',
  why: {
    request: 'a buyer’s request',
    mark: 'a marked moment',
    exhibit: 'what a buyer brought',
    order: 'a dispute or a court',
    authority: 'an authority',
  },
  whole: 'the whole broadcast',
  stretch: (from, until) => `${from} to ${until}`,
  by: (who, when) => `${who}, ${when}`,
  review: (day, isLate) => (isLate ? `was to be looked at by ${day}` : `to be looked at again by ${day}`),
  place: 'Put on hold',
  release: 'Release',
  releaseWhy: 'Why it need not stay any more',
  still: 'Still needed',
  reviewWhy: 'Why it must still stay',
  reviewBy: 'To be looked at again by',
  done: { place: 'It is on hold.', review: 'Looked at; it stays on hold.', release: 'Released.' },
  kind: 'For',
  ref: 'Number of the case (optional)',
  reason: 'Why it must stay',
  submit: 'Confirm',
  cancel: 'Cancel',
  failed: (message) => `That did not work: ${message}`,
};

export const holdWords: Readonly<Record<Language, HoldWords>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
