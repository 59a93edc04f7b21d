import type { Words } from '../zh-Hans.ts';

/** Words of kept picture and sound and of coverage, in Traditional Chinese. */
export const mediaZhHant: Words['media'] = {
  kept: '看留存片段',
  origin: '看平台畫面',
  fromOrigin: '平台畫面，不是留存片段',
  checking: '正在核對畫面…',
  verified: (n) => `畫面與記錄一致（已核對 ${n} 段）`,
  soundOnly: (n) => `這一刻只留存了聲音，與記錄一致（已核對 ${n} 段）`,
  altered: '畫面與記錄不符，已停止播放',
  notKept: (why) => `這一刻沒有留存畫面：${why}`,
  coverage: (what, percent) => `${what} ${percent}%`,
  words: '聽到',
  picture: '畫面',
  sound: '聲音',
  around: '前後三分鐘的覆蓋',
  gapLine: (from, until, why) => `${from}–${until} ${why}`,
  cause: {
    'feed-silent': '沒有收到資料',
    'capture-down': '擷取中斷',
    'not-judging': '辨識沒有運行',
    'clock-jump': '時間跳變',
    'not-listening': '本場我們沒有監聽',
    'no-video': '沒有影片位址',
    'not-captured': '沒有擷取',
    'not-kept': '擷取過，未到留存條件，只存雜湊',
    'not-there': '源站沒有這一段',
    'too-large': '片段過大，沒有保存',
    'disk-full': '磁碟已滿，只存雜湊',
    announced: '推流方標明缺失',
    'not-yet': '還沒有播到',
  },
};
