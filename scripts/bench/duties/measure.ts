import type { IngestEvent } from '../../../models/contract/ingest.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { openDuties } from '../../../models/duties/open.ts';
import type { DutyLedger } from '../../../models/duties/types.ts';
import { machineLoad, printTable, thousands } from '../text/measure.ts';

const BROADCASTS = 2_000;
const PRODUCTS = 5;
/** Seconds of broadcast time that are measured, and before that, not: the compiler has seen every path by then. */
const SECONDS = 30;
const WARM_UP_SECONDS = 5;
/** Share of one core that 2,000 broadcasts may take at one utterance a second each. */
const SHARE_MAX = 0.2;
/** What the ledger of one broadcast may weigh at rest. */
const LEDGER_BYTES_MAX = 50_000;

const CATEGORIES = ['food', 'cosmetics', 'electronics', 'apparel', 'home-appliance'];
const NAMES = ['山谷坚果饼干', '晨露保湿面霜', '便携充电宝', '纯棉长袖衬衫', '静音破壁机'];
/** Speech of a usual show: most sentences state nothing, some state one or two things. */
const SPOKEN = [
  '来来来新进来的朋友点个关注，主播马上给大家上福利',
  '这款真的是我自己家里也在用的，回购了好几次',
  '喜欢的直接点下面小黄车，一号链接',
  '到手价六十九块九一盒，一盒里面是十二枚',
  '保质期十八个月，生产日期是上个月的，日期很新',
  '有朋友问发货，今天拍的四十八小时之内发出',
  '你看它的颜色啊，三个颜色都有，身高一米六五穿M码',
  '支持七天无理由退货，签收之后不喜欢可以退',
  '还有三百多位朋友在直播间，没抢到的别着急',
  '整机保修一年，全国联保，主要部件三年',
];
const ASKED = ['保质期多久啊', '主播好漂亮', '包邮吗', '来了来了', '几号链接'];

const atMost = (value: number, most: number, goal: string): string =>
  `${value <= most ? 'reached' : 'MISSED'} (goal: at most ${goal})`;

const opening = (i: number): IngestEvent[] =>
  NAMES.map((name, at) =>
    eventSchema.parse({
      type: 'product',
      action: 'introduced',
      productId: `p${at}`,
      linkNo: at + 1,
      atMs: 0,
      name,
      category: CATEGORIES[(at + i) % CATEGORIES.length],
    }),
  );

const lineAt = (broadcast: number, second: number): IngestEvent => {
  const n = broadcast * 7 + second;
  const isAsked = n % 5 === 0;
  return eventSchema.parse({
    type: 'utterance',
    id: `u${second}`,
    source: isAsked ? 'chat' : 'speech',
    speaker: isAsked ? `v${n % 97}` : 'host',
    atMs: second * 1_000,
    text: isAsked ? ASKED[n % ASKED.length] : SPOKEN[n % SPOKEN.length],
  });
};

/** How much of a core the duties of many broadcasts take, and what their ledgers weigh. @returns whether both goals were reached. */
export const benchDuties = (root: string): boolean => {
  const { duties } = openDuties(root);
  const ledgers: DutyLedger[] = [];
  const hear = (i: number, event: IngestEvent): number => {
    const result = duties.reduce(ledgers[i], { leafIndex: 0, atMs: event.atMs, event });
    ledgers[i] = result.ledger;
    return result.outcomes.length;
  };
  for (let i = 0; i < BROADCASTS; i += 1) {
    ledgers.push(duties.initial({ language: 'zh-Hans', regime: 'ad', startedAt: '2026-11-01T12:00:00Z' }));
    for (const event of opening(i)) hear(i, event);
  }
  let outcomes = 0;
  let spentMs = 0;
  for (let second = 1; second <= WARM_UP_SECONDS + SECONDS; second += 1) {
    const events = ledgers.map((_, i) => lineAt(i, second));
    const started = process.cpuUsage();
    for (const [i, event] of events.entries()) outcomes += hear(i, event);
    const { user, system } = process.cpuUsage(started);
    if (second > WARM_UP_SECONDS) spentMs += (user + system) / 1_000;
  }
  const share = spentMs / (SECONDS * 1_000);
  const bytes = ledgers.map((ledger) => Buffer.byteLength(JSON.stringify(ledger)));
  const largest = Math.max(...bytes);
  const each = (spentMs * 1_000) / (SECONDS * BROADCASTS);
  printTable(
    `duties: ${thousands(BROADCASTS)} broadcasts, ${PRODUCTS} open products each, one utterance a second (${machineLoad()})`,
    [
      ['', 'measured', ''],
      ['share of a core', `${(share * 100).toFixed(1)} %`, atMost(share, SHARE_MAX, '20 %')],
      ['processor time a sentence', `${each.toFixed(1)} µs`, ''],
      ['outcomes', thousands(outcomes), ''],
      ['largest ledger', `${thousands(largest)} bytes`, atMost(largest, LEDGER_BYTES_MAX, '50,000 bytes')],
    ],
  );
  return share <= SHARE_MAX && largest <= LEDGER_BYTES_MAX;
};
