import { RequestFailed } from '../link/http.ts';
import type { Language } from '../state/settings.ts';
import { sayFailure } from './account/failures.ts';

interface Failures {
  readonly gone: string;
  readonly closed: string;
  readonly withheld: string;
  readonly full: string;
  readonly future: string;
  readonly later: string;
  readonly answered: string;
}

const failures: Readonly<Record<Language, Failures>> = {
  'zh-Hans': {
    gone: '已经没有了：可能过了保存期、已撤回，或没有公开。',
    closed: '这场直播过了保存期，正在清理。',
    withheld: '其中有内容已撤回或隐去，不再提供。',
    full: '同时等待答复的申请已满，请等答复或先撤回一件。',
    future: '所填的时间还没有到，请核对日期和钟点。',
    later: '这里暂时办不了，请稍后再试。',
    answered: '这件申请已经答复或撤回。',
  },
  'zh-Hant': {
    gone: '已經沒有了：可能過了保存期、已撤回，或沒有公開。',
    closed: '這場直播過了保存期，正在清理。',
    withheld: '其中有內容已撤回或隱去，不再提供。',
    full: '同時等待答覆的申請已滿，請等答覆或先撤回一件。',
    future: '所填的時間還沒有到，請核對日期和鐘點。',
    later: '這裡暫時辦不了，請稍後再試。',
    answered: '這件申請已經答覆或撤回。',
  },
  en: {
    gone: 'It is not there any more: its time may be over, it may have been taken back, or it is not public.',
    closed: 'The time of this broadcast is over; it is being removed.',
    withheld: 'Something in it was taken back or withheld; it is no longer given out.',
    full: 'As many requests wait as may; wait for an answer, or take one back.',
    future: 'That time has not come yet; check day and hour.',
    later: 'This cannot be done at the moment; try again later.',
    answered: 'This request has been answered or taken back.',
  },
};

/** Why something that a buyer asked for failed, in the reader's words where there are any. */
export const sayBuyerFailure = (cause: unknown, language: Language): string => {
  if (!(cause instanceof RequestFailed)) return String(cause);
  const says = failures[language];
  switch (cause.code) {
    case 'not-found':
      return says.gone;
    case 'broadcast-closed':
      return says.closed;
    case 'withheld':
      return says.withheld;
    case 'full':
      return says.full;
    case 'not-available':
      return says.later;
    case 'conflict':
      return says.answered;
    case 'invalid':
      return /future/.test(cause.message) ? says.future : sayFailure(cause, language);
    default:
      return sayFailure(cause, language);
  }
};
