import type { Language } from '../state/settings.ts';

/** Words of withholding picture and sound of a stretch. */
export interface MediaWithholdingWords {
  readonly forGood: string;
  readonly from: string;
  readonly until: string;
  readonly badStretch: string;
  readonly picture: (seconds: number, from: string, until: string) => string;
  readonly sound: (seconds: number, from: string, until: string) => string;
  readonly packs: string;
  readonly whole: string;
  readonly stays: string;
  readonly nothing: string;
}

const zhHans: MediaWithholdingWords = {
  forGood: '屏蔽之后无法恢复：留存的画面和声音会删除，任何人都不能再看到、听到。',
  from: '从（开播后）',
  until: '到（开播后）',
  badStretch: '请按 时:分:秒 填写，结束晚于开始，一次最多 30 分钟。',
  picture: (seconds, from, until) => `画面（连同其中的声音）${seconds} 秒，${from} 至 ${until}`,
  sound: (seconds, from, until) => `单独留存的声音 ${seconds} 秒，${from} 至 ${until}`,
  packs: '用到这一段及前后两分钟的证据包，都不再提供',
  whole: '留存是一段一段的：碰到的整段都会删除，所以可能比所填的长。',
  stays:
    '记录和每一段的哈希保留，存证日志照常核验，并写明“已屏蔽”、原因和日期。说过的话不受影响；平台自己的视频不由我们保管。',
  nothing: '这段时间没有留存画面或声音，或者已经屏蔽。',
};

const zhHant: MediaWithholdingWords = {
  forGood: '屏蔽之後無法恢復：留存的畫面和聲音會刪除，任何人都不能再看到、聽到。',
  from: '從（開播後）',
  until: '到（開播後）',
  badStretch: '請按 時:分:秒 填寫，結束晚於開始，一次最多 30 分鐘。',
  picture: (seconds, from, until) => `畫面（連同其中的聲音）${seconds} 秒，${from} 至 ${until}`,
  sound: (seconds, from, until) => `單獨留存的聲音 ${seconds} 秒，${from} 至 ${until}`,
  packs: '用到這一段及前後兩分鐘的證據包，都不再提供',
  whole: '留存是一段一段的：碰到的整段都會刪除，所以可能比所填的長。',
  stays:
    '記錄和每一段的雜湊值保留，存證日誌照常核驗，並寫明「已屏蔽」、原因和日期。說過的話不受影響；平台自己的影片不由我們保管。',
  nothing: '這段時間沒有留存畫面或聲音，或者已經屏蔽。',
};

const en: MediaWithholdingWords = {
  forGood:
    'This cannot be undone: the picture and sound that were kept are deleted, and nobody sees or hears them again.',
  from: 'From (into the broadcast)',
  until: 'Until (into the broadcast)',
  badStretch: 'Write hours:minutes:seconds, the end after the start, half an hour at most.',
  picture: (seconds, from, until) => `${seconds} s of picture, with the sound in it, ${from} to ${until}`,
  sound: (seconds, from, until) => `${seconds} s of sound that is kept by itself, ${from} to ${until}`,
  packs: 'evidence packs of this stretch and of two minutes around it, given out no more',
  whole: 'It is kept in pieces: whole pieces go, so that it may be more than you typed.',
  stays:
    'The records and the hash of each piece stay; the evidence log goes on verifying, and says that they are withheld, why, and since when. What was said stays, and the platform’s own video is not ours.',
  nothing: 'No picture or sound of this time is kept, or it is withheld already.',
};

export const mediaWithholdingWords: Readonly<Record<Language, MediaWithholdingWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
