import type { CaptureReason, CaptureView } from '../../models/contract/broadcast.ts';
import type { Language } from '../state/settings.ts';

/** What is wrong with a capture, and what someone can do about it. */
interface Trouble {
  readonly what: string;
  readonly todo: string;
}

const zhHans: Readonly<Record<CaptureReason, Trouble>> = {
  'private-address': {
    what: '播放地址指向内网，采集不允许访问',
    todo: '改用公网地址；确需内网来源时，由管理员写入 CAPTURE_ALLOW_ORIGINS',
  },
  'bad-address': { what: '播放地址不可用', todo: '换成不带账号密码的 http 或 https 地址' },
  unreachable: { what: '连不上播放来源', todo: '检查域名、端口、证书和来源服务器；恢复后会自动继续' },
  'too-slow': { what: '播放来源响应太慢', todo: '检查来源服务器的负载和网络；恢复后会自动继续' },
  denied: { what: '播放来源拒绝访问', todo: '令牌可能过期或权限不足，请由接入方更新播放地址' },
  'http-status': {
    what: '播放来源返回错误',
    todo: '检查地址是否正确、推流是否已开始；恢复后会自动继续',
  },
  redirects: { what: '播放地址的跳转没有终点', todo: '直接填写最终的播放地址' },
  'too-large': { what: '播放列表或字幕分片超出限度', todo: '缩短播放列表窗口，或减小字幕分片' },
  'bad-playlist': { what: '播放列表读不懂', todo: '检查地址给出的是不是 HLS 播放列表（.m3u8）' },
  'no-captions': { what: '视频没有字幕轨', todo: '请推流方在 HLS 中加入 WebVTT 字幕轨，或改用接口上报字幕' },
  'captions-in-video': {
    what: '字幕嵌在视频画面数据里（CEA-608/708），无法读取',
    todo: '请推流方另外输出 WebVTT 字幕轨',
  },
  encrypted: { what: '字幕已加密，无法读取', todo: '请推流方输出不加密的字幕轨，视频可以照旧加密' },
  unsupported: { what: '字幕的封装方式不受支持', todo: '请推流方改用 WebVTT 分片，不用 MP4 封装' },
  'bad-captions': { what: '字幕分片不是 WebVTT', todo: '检查字幕轨的输出格式' },
  'nothing-new': {
    what: '来源有响应，但没有新字幕',
    todo: '检查推流和字幕生成是否还在运行；恢复后会自动继续',
  },
};

const zhHant: typeof zhHans = {
  'private-address': {
    what: '播放網址指向內網，採集不允許存取',
    todo: '改用公網網址；確需內網來源時，由管理員寫入 CAPTURE_ALLOW_ORIGINS',
  },
  'bad-address': { what: '播放網址無法使用', todo: '換成不帶帳號密碼的 http 或 https 網址' },
  unreachable: { what: '連不上播放來源', todo: '檢查網域、連接埠、憑證和來源伺服器；恢復後會自動繼續' },
  'too-slow': { what: '播放來源回應太慢', todo: '檢查來源伺服器的負載和網路；恢復後會自動繼續' },
  denied: { what: '播放來源拒絕存取', todo: '權杖可能過期或權限不足，請由串接方更新播放網址' },
  'http-status': {
    what: '播放來源傳回錯誤',
    todo: '檢查網址是否正確、推流是否已開始；恢復後會自動繼續',
  },
  redirects: { what: '播放網址的轉址沒有終點', todo: '直接填寫最終的播放網址' },
  'too-large': { what: '播放清單或字幕分段超出限度', todo: '縮短播放清單的範圍，或縮小字幕分段' },
  'bad-playlist': { what: '播放清單讀不懂', todo: '檢查網址給出的是不是 HLS 播放清單（.m3u8）' },
  'no-captions': { what: '影片沒有字幕軌', todo: '請推流方在 HLS 中加入 WebVTT 字幕軌，或改用介面上報字幕' },
  'captions-in-video': {
    what: '字幕嵌在影片畫面資料裡（CEA-608/708），無法讀取',
    todo: '請推流方另外輸出 WebVTT 字幕軌',
  },
  encrypted: { what: '字幕已加密，無法讀取', todo: '請推流方輸出不加密的字幕軌，影片可以照舊加密' },
  unsupported: { what: '字幕的封裝方式不受支援', todo: '請推流方改用 WebVTT 分段，不用 MP4 封裝' },
  'bad-captions': { what: '字幕分段不是 WebVTT', todo: '檢查字幕軌的輸出格式' },
  'nothing-new': {
    what: '來源有回應，但沒有新字幕',
    todo: '檢查推流和字幕產生是否還在執行；恢復後會自動繼續',
  },
};

const en: typeof zhHans = {
  'private-address': {
    what: 'the playback address leads into a private network',
    todo: 'use a public address, or have an admin add the origin to CAPTURE_ALLOW_ORIGINS',
  },
  'bad-address': {
    what: 'the playback address cannot be used',
    todo: 'give an http or https address without a login in it',
  },
  unreachable: {
    what: 'the origin cannot be reached',
    todo: 'check its name, port, certificate and server; it goes on by itself',
  },
  'too-slow': {
    what: 'the origin answers too slowly',
    todo: 'check its load and network; it goes on by itself',
  },
  denied: {
    what: 'the origin denies access',
    todo: 'the token may have run out: have the sender change the playback address',
  },
  'http-status': {
    what: 'the origin answers with an error',
    todo: 'check the address, and whether the encoder has started; it goes on by itself',
  },
  redirects: { what: 'the playback address redirects without end', todo: 'give the final address' },
  'too-large': {
    what: 'a playlist or caption file is larger than is taken',
    todo: 'keep fewer segments in the playlist, or make caption files shorter',
  },
  'bad-playlist': {
    what: 'the playlist cannot be read',
    todo: 'check that the address gives an HLS playlist (.m3u8)',
  },
  'no-captions': {
    what: 'the video has no caption track',
    todo: 'have the sender add a WebVTT track to the HLS, or post captions by the API',
  },
  'captions-in-video': {
    what: 'the captions are inside the video (CEA-608/708) and cannot be read',
    todo: 'have the sender add a WebVTT track',
  },
  encrypted: {
    what: 'the captions are encrypted and cannot be read',
    todo: 'have the sender leave the caption track unencrypted; the video may stay as it is',
  },
  unsupported: {
    what: 'the captions are packed in a way that is not supported',
    todo: 'have the sender use WebVTT segments, not MP4',
  },
  'bad-captions': { what: 'a caption file is not WebVTT', todo: 'check what the caption track is made of' },
  'nothing-new': {
    what: 'the origin answers, but no new captions come',
    todo: 'check that the encoder and the captioning still run; it goes on by itself',
  },
};

const troubles: Readonly<Record<Language, typeof zhHans>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** What is said of a capture that is in trouble; `null` where nothing is known of the reason. */
export const captureTrouble = (capture: CaptureView, language: Language): string | null => {
  if (!capture.reason) return null;
  const { what, todo } = troubles[language][capture.reason];
  const { status } = capture;
  if (language === 'en') return `${what}${status === undefined ? '' : ` (HTTP ${status})`}; ${todo}`;
  return `${what}${status === undefined ? '' : `（HTTP ${status}）`}；${todo}`;
};

/** In few words, for the bar: the broadcast where it is one, else how many. */
export const unheardBrief = (count: number, title: string, language: Language): string => {
  if (language === 'en') return count === 1 ? `no captions: ${title}` : `no captions: ${count} broadcasts`;
  if (count === 1) return `收不到字幕：${title}`;
  return `收不到字幕：${count} ${language === 'zh-Hant' ? '場' : '场'}`;
};
