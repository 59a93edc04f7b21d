import type { Claim, Step, Versions } from '../../contract/claim.ts';
import { KINDS } from '../../contract/kinds.ts';
import { isViewer, speakerOf } from '../elements/speaker.ts';
import type { TextContext } from '../judge.ts';
import type { Packs } from '../lexicon/packs.ts';
import { findPersonalData } from './find.ts';

/** Formats with a checksum or with context words; what passes is rarely anything else. */
const CONFIDENCE = 0.9;
/** A body or an age may be anybody's. */
const CONFIDENCE_REVIEW = 0.7;
/** A line of 64 KiB of telephone numbers shows no more than this says. */
const LEAKS_MAX = 24;

/** What is told of a body or a child is masked; whether the line must go is for a person to say. */
const ASKED_OF_A_PERSON: ReadonlySet<string> = new Set(['health', 'minor']);
/** A parent who says an age to be told a size says no more than a shop must know. */
const isAgeAlone = (kind: string, quote: string): boolean =>
  kind === 'minor' && !/身高|[体體]重|\d\s?cm/i.test(quote);
/** Of what the room says itself: accounts and addresses for mail are the shop's, and a viewer's body is not read out by number. */
const OF_VIEWERS: ReadonlySet<string> = new Set([
  'cn-mobile',
  'tw-mobile',
  'phone',
  'cn-address',
  'cn-name',
  'cn-id18',
  'cn-id15',
  'tw-id',
  'hk-id',
  'us-ssn',
  'passport',
  'bank-card',
  'tracking-no',
  'order-no',
  'plate',
]);
/** Kinds that no shop publishes of itself. */
const NOBODYS_BUSINESS: ReadonlySet<string> = new Set([
  'cn-id18',
  'cn-id15',
  'tw-id',
  'hk-id',
  'us-ssn',
  'passport',
  'bank-card',
]);
/** Words that say the number or the address is a buyer's. */
const BUYERS =
  /[这這那哪]位|[宝寶]{1,2}(?!贝|貝)|姐妹|姊妹|家人|朋友|同[学學]|粉[丝絲]|买家|買家|[顾顧]客|客人|用[户戶]|收[货貨件]|寄[给給到往]|面[单單]|[订訂][单單]|快[递遞]|地址|住在?|他的|她的|[您你]的|\b(?:viewer|customer|buyer|lady|her|his|their|your|parcel|order|ship(?:ping|s)?|label|deliver\w*|lives?|address)\b/i;
/** Words that say it is the shop's own, published on purpose (pii.md, principle 3). */
const OWN =
  /我[们們]?的?(?:店|[门門]店|工[厂廠]|[仓倉][库庫]|公司|基地|客服|[电電][话話]|手[机機]|地址|[号號]|[热熱][线線])|本店|咱[们們]?(?:店|家)|客服|[热熱][线線]|[门門]店|[实實][体體]店|工[厂廠]|[仓倉][库庫]|[总總]部|[专專][柜櫃]|[咨諮][询詢]|[联聯][系繫]我|加我|打[给給]我|退[货貨][请請]?(?:地址|寄|到|[发發])|\b(?:our|my|call us|reach us|contact us|hotline|customer service|showroom|warehouse|factory|store is)\b/i;
/** How far around a datum those words stand. */
const AROUND_UNITS = 24;

interface Told {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** Whether the room shows somebody else's datum, or its own; `review` where nothing says whose it is. */
const shownByRoom = (text: string, { kind, start, end }: Told): 'flag' | 'review' | null => {
  if (!OF_VIEWERS.has(kind)) return null;
  if (NOBODYS_BUSINESS.has(kind)) return 'flag';
  const head = text.slice(Math.max(0, start - AROUND_UNITS), start);
  if (OWN.test(head)) return null;
  const around = text.slice(Math.max(0, start - AROUND_UNITS), end + AROUND_UNITS);
  return BUYERS.test(around) ? 'flag' : 'review';
};

/** What each kind of personal data is called. */
const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'cn-mobile': ['手机号', 'mobile number'],
  'tw-mobile': ['台湾手机号', 'Taiwan mobile number'],
  phone: ['电话号码', 'telephone number'],
  'cn-address': ['住址', 'address'],
  'cn-name': ['姓名', 'name'],
  'cn-id18': ['身份证号', 'identity card number'],
  'cn-id15': ['旧身份证号', 'old identity card number'],
  'tw-id': ['台湾身份证号', 'Taiwan identity number'],
  'hk-id': ['香港身份证号', 'Hong Kong identity card number'],
  'us-ssn': ['美国社会安全号', 'US social security number'],
  passport: ['护照号', 'passport number'],
  'bank-card': ['银行卡号', 'bank card number'],
  'tracking-no': ['快递单号', 'parcel number'],
  'order-no': ['订单号', 'order number'],
  plate: ['车牌号', 'number plate'],
  email: ['邮箱', 'e-mail address'],
  wechat: ['微信号', 'WeChat account'],
  qq: ['QQ 号', 'QQ account'],
  line: ['LINE 账号', 'LINE account'],
  health: ['健康情况', 'state of health'],
  minor: ['未成年人信息', 'about a minor'],
};

const stepOf = (kind: string): Step => {
  const [zh, en] = NAMES[kind] ?? [kind, kind];
  return { id: 'personal-data', outcome: kind, zh: `个人信息：${zh}`, en: `personal data: ${en}` };
};
/** What the room shows is no line of a viewer's that could be hidden: it is said otherwise. */
const OF_ROOM = {
  reason: {
    zh: '疑似由直播间公开个人信息',
    en: 'Suspected disclosure of personal information by the room',
  },
  suggestion: {
    zh: '不念出、不展示号码、住址等个人信息；联系请走平台客服。',
    en: 'Do not read out or show numbers, addresses and the like; refer to the platform’s customer service.',
  },
} as const;
const READ_OUT: Step = {
  id: 'read-out',
  outcome: 'room',
  zh: '由直播间念出或展示，比观众自己写出更重',
  en: 'read out or shown by the room, which is graver than a viewer writing it',
};

/**
 * Personal data of natural persons that a text shows (`chat-pii-leak`): what viewers write of themselves, and what the room
 * reads out of viewers. The shop's own published contacts are none.
 */
export const leakClaims = (
  text: string,
  context: TextContext,
  packs: Packs,
  versions: Versions,
): readonly Claim[] => {
  const { provision } = packs.leak;
  const data = findPersonalData(text);
  if (data.length === 0 && !context.splitData?.length) return [];
  const shown = data.map((datum) => ({
    ...datum,
    quote: text.slice(datum.start, datum.end),
  }));
  const told = [...shown, ...(context.splitData ?? [])].slice(0, LEAKS_MAX);
  const viewer = isViewer(context);
  const speaker = viewer ? null : speakerOf(context, '', []);
  return told.flatMap(({ kind, ...place }) => {
    if (isAgeAlone(kind, place.quote)) return [];
    const asked = ASKED_OF_A_PERSON.has(kind);
    const verdict = viewer ? (asked ? 'review' : 'flag') : shownByRoom(text, { kind, ...place });
    if (verdict === null) return [];
    const capped = speaker?.cap !== undefined;
    return {
      kind: 'chat-pii-leak',
      group: 'viewer-signal',
      ...place,
      ...(capped || verdict === 'review'
        ? { verdict: 'review' as const, need: speaker?.cap?.need ?? ('context' as const) }
        : { verdict: 'flag' as const }),
      basis: provision.basis,
      confidence: verdict === 'flag' ? CONFIDENCE : CONFIDENCE_REVIEW,
      severity: KINDS['chat-pii-leak'].severity,
      article: provision.article,
      reason: speaker ? OF_ROOM.reason : provision.reason,
      steps: [...(speaker ? [...speaker.steps, READ_OUT] : []), stepOf(kind)],
      suggestion: speaker ? OF_ROOM.suggestion : provision.suggestion,
      source: { stage: 'lexicon', packId: 'personal-data', ruleId: kind, versions },
    };
  });
};
