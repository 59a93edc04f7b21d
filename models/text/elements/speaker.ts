import type { Need, Step, Verdict } from '../../contract/claim.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import { SEVERITIES, type Severity, severityRank } from '../../contract/severity.ts';
import type { TextContext } from '../judge.ts';
import type { Entry } from '../lexicon/entry.ts';
import { METHOD_CONFIDENCE, type Method } from '../normalise/normalise.ts';
import type { Analysis } from './steps.ts';

/** Speech recognised with less is put before a person to listen to. */
export const CONFIDENCE_LISTEN = 0.6;

/** Who speaks, as far as claims go. */
export interface Speaker {
  /** Whose words are the room's. */
  readonly seller: boolean;
  /** A third party that advertises in chat. */
  readonly promoter: boolean;
  /** At most this; absent without a cap. */
  readonly cap?: { readonly need: Need };
  readonly steps: readonly Step[];
  hears(pack: 'seller' | 'viewer'): boolean;
}

const ROOM: ReadonlySet<TextContext['role']> = new Set([
  'presenter',
  'assistant',
  'operator',
  'auto-reply',
  'system',
]);

/** Words by which a line in chat advertises for itself: what it then claims is an advertiser's claim, not a viewer's remark. */
const ADVERTISES =
  /欢迎(你|您)?(的)?(光临|咨询|选购|加入|来)|(请|可|電话|电话)洽|预约|滴滴我|私我|私聊我|加我|加(微信|v|vx|line|赖|群)|点我主页|看我?主页|现仅需|仅需\d|包去掉|我们(是|家)?包|内部群|check out my|visit my|my (page|channel|profile|site)|i can (?:help|get) (?:u|you)|dm (?:me|him|her|them)\b|whatsapp me|telegram|message me|contact me|contact (?:him|her|them|dr\b|doctor|mr|mrs|coach|agent|this)|(?:trades?|trading|invests?) for me|inbox me|my (?:broker|mentor|account manager|stockist)|join (us|my)|earn lots|日结.{0,4}[\d一二三四五六七八九两]|(?:想|要)(?:做|来|赚)吗|名额|还等什么|僅此一家|仅此一家/;
/** Marks and manners of those who sell in chat: a label of the shop, a form of address of shops, a push to buy. */
const SELLS =
  /\[(shop|auto-reply)\]|^\W*(mods?( here)?|moderator|seller|owner here|pinned( by host)?|host)\b\s?:?|\((owner|staff|卖家置顶|已置顶)\)|^【(某|场控|楼市|掌柜)|我们家|咱们?家|(来|看)我们?(这|家)|您好|(^|\W)亲[,，您 给]|[哈哦呢的]亲(?=$|[,，~！!])|(?:给|帮)[您你](?:返|留|补寄)|五星好评(?:返|送)|大家来|这(里|边)放心|(赶紧|快点?|快)(去)?(拍|抢|付|下单)|闭眼(冲|买|拍|入)|别再犹豫|仲等咩|还在等|再不(拍|买|抢|下单)|手慢|零客诉|全场|货到付款(?!吗)|限时特[价惠]|立即(?:购买|下单|抢购|订购|领取)|^亲爱的(?:顾客|买家|客户|会员|[,， ])|现货(?:充足|供应)|诚招|批发(?!价)|\b(?:shop now|buy now|order today|free shipping|limited stock|while stocks last)\b|已有[\d,一二三四五六七八九十百千万]+.{0,4}(落单|下单)|\b(our (shop|store|price|team)|check ?out before|order now|grab (it|yours)|hurry|dm now|ships? worldwide|shipping worldwide|whatsapp \+?\d|(?:pm|dm)$|sis\b|hun\b)/;
/** The writer's own shop, page, stock or price, or the way to it: a buyer has none to point at. */
const OWN_TRADE =
  /(?:真货|现货|有货|正品|好货)?(?:在|找|来)我(?:这|们?家|店)(?!主)|(?:本店|小店|我店)(?!主播)|店主\s*[:：]|^店家\s*[:：]|(?:链接|地址)(?:在|见)?(?:我|主页|头像|简介|[⬆👆👇⬇])|我(?:这价|[一二三四五六七八九]折|出\d)|留?五星.{0,8}送|(?:不卖的?|拍|包邮|发货|标的?)[，,]?亲$|[⬆👆👇⬇]\ufe0f?\s*$|\b(?:our|my) (?:store|shop|page|link|bio|profile|side|website|group|name|capsules|cream)\b|\b(?:dm|pm|text|inbox|ping|message) (?:me|us|for|now|dr)\b|\bsee (?:my |our )?(?:profile|bio)\b|\b(?:link|info) (?:in|above|below)\b|\bfollow us\b|\bcome to (?:me|us)\b|\bpay after\b|\b\d+ ?(?:usd|bucks|sgd|rm|eur)$/u;
/** A buyer who tells of the own purchase praises; that many write the same is a pattern of its own (`chat-shill-pattern`). */
const BOUGHT =
  /回购|复购|买(过|了)?第?[一二三四五六七八九十两几\d]+(次|回|罐|瓶|盒|件|双|包|箱|袋)|用了[一二三四五六七八九十两几好\d]+(天|周|个?月|年|瓶|盒)|老粉|(我|都)(已经)?(囤|入手|收到)了|\b(bought|ordered|repurchased|been using|used) (this|it|mine|these|them|my)\b|\b(second|third|fourth|fifth|2nd|3rd|4th) (time|one|bottle|box|jar|pack|order)\b|\bbought\b.{0,20}\btimes\b/;
/** Whether a line, folded, tells of the writer's own purchase. */
export const tellsOfPurchase = (folded: string): boolean => BOUGHT.test(folded);
const ASKS = /[?？]|吗|嘛$|请问|能不能|可以.{0,6}吗|怎么/;
/** Whether a line, folded, asks something. */
export const asks = (folded: string): boolean => ASKS.test(folded);

/** Chat is a viewer's unless its role says otherwise, or the room has pinned it: then the room says it to everyone. */
export const isViewer = ({ role, source, pinned }: TextContext): boolean =>
  pinned !== true && (role === 'viewer' || (role === 'unknown' && source === 'chat'));

/** A viewer, or an account that advertises among the viewers. */
const inChat = (text: string, entries: readonly Entry[]): Speaker => {
  const solicits = entries.some((entry) => KINDS[entry.kind].group === 'off-platform');
  const hit =
    ADVERTISES.exec(text) ?? (tellsOfPurchase(text) ? null : (SELLS.exec(text) ?? OWN_TRADE.exec(text)));
  const promoter =
    (solicits || hit !== null) &&
    !/请问|能.{0,6}吗|可以.{0,8}吗|有.{0,10}吗|怎么进|别(加|信)|被骗/.test(text) &&
    !(ASKS.test(text) && hit === null);
  const steps: Step[] = promoter
    ? [
        {
          id: 'speaker',
          outcome: 'promoter',
          ...(hit ? { words: [hit[0]] } : {}),
          zh: '弹幕账号自行招揽，按广告看待',
          en: 'an account in chat that advertises for itself',
        },
      ]
    : [
        {
          id: 'speaker',
          outcome: 'viewer',
          zh: '观众弹幕，不作为商家宣称',
          en: 'a viewer’s line, no claim of the seller',
        },
      ];
  return {
    seller: false,
    promoter,
    ...(promoter ? { cap: { need: 'context' as const } } : {}),
    steps,
    hears: (pack) => pack === 'viewer' || promoter,
  };
};

/** Decides whose words these are. `entries` are those that matched, before any exception. */
export const speakerOf = (context: TextContext, text: string, entries: readonly Entry[]): Speaker => {
  if (isViewer(context)) return inChat(text, entries);
  const listen =
    context.source === 'speech' && context.confidence !== undefined && context.confidence < CONFIDENCE_LISTEN;
  const foreign =
    context.pinned !== true &&
    (context.unattributed === true || context.role === 'guest' || context.role === 'played-media');
  const steps: Step[] = [];
  if (listen)
    steps.push({
      id: 'heard',
      outcome: 'review',
      zh: '语音识别把握低，请复听',
      en: 'recognised with low confidence, please listen',
    });
  if (context.pinned && !ROOM.has(context.role))
    steps.push({
      id: 'speaker',
      outcome: 'pinned',
      zh: '被直播间置顶，视为直播间的话',
      en: 'pinned by the room, which counts as the room saying it',
    });
  if (foreign)
    steps.push({
      id: 'speaker',
      outcome: 'unattributed',
      zh: '无法归于直播间（连麦、嘉宾或播放内容）',
      en: 'cannot be put down to the room (guest, PK or played media)',
    });
  return {
    seller: context.pinned === true || ROOM.has(context.role) || context.role === 'unknown',
    promoter: false,
    ...(listen || foreign ? { cap: { need: 'listen' as const } } : {}),
    steps,
    hears: (pack) => pack === 'seller',
  };
};

/** The verdict under the speaker's cap. */
export const tempered = (analysis: Analysis, speaker: Speaker): { verdict: Verdict; need?: Need } => {
  if (analysis.verdict === 'flag' && speaker.cap) return { verdict: 'review', need: speaker.cap.need };
  return analysis.need ? { verdict: analysis.verdict, need: analysis.need } : { verdict: analysis.verdict };
};

/** Confidence of the entry, of the way the words were read, and of the recogniser, together. */
export const confidenceOf = (
  base: number,
  method: Method,
  verdict: Verdict,
  context: TextContext,
): number => {
  const heard = context.source === 'speech' ? Math.max(0.3, Math.min(1, context.confidence ?? 1)) : 1;
  const doubt = verdict === 'review' ? 0.75 : 1;
  return Math.round(base * METHOD_CONFIDENCE[method] * heard * doubt * 1000) / 1000;
};

/** Categories whose goods can hurt or ruin: one level graver (绝对化用语执法指南 11). */
const GRAVE: ReadonlySet<string> = new Set(['health-food', 'infant-formula', 'medical-device']);
/** Below this a claim is one level lighter. */
export const CONFIDENCE_LIGHT = 0.5;

/** Severity of the kind with the modifiers that one utterance can decide; repetition and correction come later. */
export const severityOf = (
  base: Severity,
  kind: Kind,
  context: TextContext,
  confidence: number,
): Severity => {
  let rank = severityRank(base);
  if (context.category !== undefined && GRAVE.has(context.category) && KINDS[kind].group !== 'viewer-signal')
    rank++;
  if (confidence < CONFIDENCE_LIGHT) rank--;
  // Never below low: a suspected claim is at the least worth a line in the report.
  return SEVERITIES[Math.min(4, Math.max(1, rank))] as Severity;
};
