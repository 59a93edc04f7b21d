import type { Spine } from './spine.ts';

/** A presenter says a sentence in two seconds; what else there is of four utterances a second is typed by viewers. */
const SPEECH_EVERY = 8;
/** Every second sentence of the presenter: more than any presenter's, so that there is enough to measure. */
const CLAIM_EVERY = 2 * SPEECH_EVERY;
/** Four utterances a second. */
const EVERY_MS = 250;
/** Accounts that write in one room. */
const VIEWERS = 400;

const CLAIMS = [
  '这款茶能治疗失眠，喝了就好',
  '今天是全网最低价给到大家',
  '我们家是全国销量第一',
  '这个面霜三天就能美白',
];
const PLAIN = [
  '大家晚上好，欢迎来到直播间，喜欢的朋友可以点一点关注',
  '这一款是纯棉的面料，洗了也不容易变形，颜色有米白和浅灰',
  '拍下的朋友备注一下尺码，我们今天下午统一安排发货',
  '再给大家看一下里面的走线，这里是双层的，袖口也做了收边',
  '刚进来的朋友不要着急，先听我把这一件讲完再上下一个链接',
];
/** Some of what viewers type holds what a rule looks for, and claims nothing. */
const TYPED = [
  '主播晚上好呀',
  '这件有没有浅灰色的小码',
  '上次买的那条裤子今天到了',
  '真的是全网最低价吗',
  '身高一米六能穿吗',
  '拍了两件什么时候发',
  '等一下我先去做饭',
  '这个茶喝了真能睡得着？',
  '可以再看一下袖口吗',
];

/** Whether the n-th utterance of a show makes a claim. */
export const isClaim = (n: number): boolean => n % CLAIM_EVERY === 0;

/** When it was said, from the start of the show. Differs from utterance to utterance, so that an alert names the one it came from. */
export const atMsOf = (n: number): number => (n * EVERY_MS) % 86_000_000;

/** A show makes the same claim again after this, and is then told of as the same alert. */
export const CLAIM_AGAIN_MS = CLAIMS.length * CLAIM_EVERY * EVERY_MS;

const saidBy = (n: number) => {
  if (n % SPEECH_EVERY !== 0)
    return {
      source: 'chat',
      speaker: `v${(n * 7919) % VIEWERS}`,
      text: `${TYPED[n % TYPED.length]}，${n}号`,
    };
  const nth = n / SPEECH_EVERY;
  const text = isClaim(n)
    ? CLAIMS[(n / CLAIM_EVERY) % CLAIMS.length]
    : `${PLAIN[nth % PLAIN.length]}，第${n}位`;
  return { source: 'speech', speaker: 'host', text, confidence: 0.94 };
};

/** The n-th utterance of a show, as a line of NDJSON without its end. */
export const lineOf = (n: number): string =>
  JSON.stringify({ type: 'utterance', id: `u${n}`, atMs: atMsOf(n), ...saidBy(n) });

export interface Show {
  readonly id: string;
  readonly room: string;
  readonly publicId: string;
}

const START_AGO_MS = 60_000;

/** Registers shows through the door, in rooms by turns. */
export const openShows = async (
  { url, token }: Pick<Spine, 'url' | 'token'>,
  count: number,
  rooms: number,
  name = 'show',
): Promise<Show[]> => {
  const shows: Show[] = [];
  for (let n = 0; n < count; n += 1) {
    const room = `room-${n % rooms}`;
    const response = await fetch(`${url}/api/broadcasts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        id: `${name}-${n}`,
        title: `${name} ${n}`,
        language: 'zh-Hans',
        platform: 'bench',
        room: { id: room, name: room, operator: 'bench' },
        presenters: [{ id: 'host', name: 'host', persona: 'human' }],
        startedAt: new Date(Date.now() - START_AGO_MS).toISOString(),
      }),
    });
    const reply = (await response.json()) as { publicId?: string };
    if (!reply.publicId) throw new Error(`registration: ${response.status} ${JSON.stringify(reply)}`);
    shows.push({ id: `${name}-${n}`, room, publicId: reply.publicId });
  }
  return shows;
};
