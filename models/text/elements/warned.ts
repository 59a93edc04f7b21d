import { type Group, KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** Said before the words, it governs them: 谨防…, 不得宣称…, beware of …. */
const WARNS =
  /提高警[觉惕]|(?:不要|别|切勿|勿)相信所谓|(?:网上|网络)(?:流传|疯传|盛传)|谨防|慎防|严防|警惕(?![！!，,。])|提防|识破|(?:切勿|请勿|勿|别|不要|莫)再?(?:轻信|误信)|(?:冒充|假冒|冒用|仿冒|假扮|盗用)(?:我|本店|官方|客服|主播|品牌|小编|银行|平台)|假(?:账号|帐号|客服|粉[专丝]|主播)|(?:用|顶着|盗)我的(?:照片|头像|名字|图)|差点(?:就)?(?:买|信|报|交|转|上当|被骗)|(?:警方|民警|公安|刑事局|反诈\S{0,2}|食药[署监]局?|卫生局|消保[会官处]|消[费基]\S{0,3}会|市场?监管?\S{0,2}局?|药监局?|公平会|金管会|主管机关|工商局?|记者|法院)(?:[^，,。！!]{0,6})(?:提醒|提示|呼吁|通报|曝光|查处|查获|稽查|告诫|警告|宣导|辟谣|破获|调查发现)/;
const WARNS_EN =
  /\b(?:beware(?: of)?|watch out for|look out for (?:fake|scam)|be (?:very |really )?(?:wary|careful|suspicious|sceptical|skeptical) (?:of|about|with|when)|don'?t (?:ever |you )?(?:fall for|trust|believe)|do not (?:fall for|trust|believe)|never trust|stay away from|steer clear of|avoid any(?:one|body)?|avoid (?:comparing|claiming|saying|using|implying|suggesting|words|phrases|terms)|pretending to be|impersonat\w+|scammers? (?:\w+ )?(?:promise|tell|say|claim|ask|offer)|(?:banned|pulled|removed|took down) the (?:ad|advert|video|listing|post)s?|(?:almost|nearly) (?:bought|fell|sent|paid|signed)|fake (?:accounts?|profiles?|pages?)|(?:was|were|got|been|being) (?:fined|sued|banned|warned)|fined (?:the|a|one|them|him|her|some)\b|(?:ftc|fda|police|regulators?|officials?|authorities|bbb|bank) (?:\w+ )?(?:warns?|warned|says?|caution\w*)|we(?:'ll| will)? never (?:message|dm|text|call|contact|ask|email))\b/i;

/** Said after the words, it rejects whoever uses them. */
const REJECTS =
  /提高警[觉惕]|[慎谨严]防|(?:勿|莫|别|不要|免得|以免|小心|当心)[^，,。！!]{0,3}(?:上当|受骗|被骗|轻信|中招)|(?:注意|请|加以|仔细|学会)[^，,。！!]{0,3}(?:辨别|甄别|识别|分辨|防骗|防范)|诈骗|骗局|(?:等|这种|这类|为|惯用|常用|常见)的?话术|(?:是|那)骗子|(?:是|在)骗人|捂[好紧住]|挂断|挂掉电话|眼睛[^，,。！!]{0,3}[放擦]亮|擦亮[^，,。！!]{0,2}眼|打(?:110|165|96110)|(?:请|立[即刻]|赶紧|直接|马上|[去要就])报警|涉嫌|非法集资|立案|假药|谣言|虚假(?:宣传|广告|承诺)|(?:都|全|一律|就|均|属|是|已|也)[^，,。！!]{0,3}(?:违法|违规|犯法)|踩(?:红)?线|杀猪盘|不可信|信不得|露馅|(?:都|全|一律|多半|基本|十有八九|往往|就|肯定|均|那)(?:是|为|属)(?:套路|陷阱|坑|假的|圈套|幌子)|(?:不是|非|并非|[跟与和])(?:我们|本店|官方|本人|小编|主播|咱们?|本直播间)(?:的?(?:客服|人|工作人员|账号|帐号|号|操作))?(?:无关|没有?关系)?(?=$|[，,。！!、])|(?:那|都|也)[^，,。！!]{0,3}不是我(?=$|[，,。！!])|(?:这|那)[种些类][^，,。！!]{0,14}的[^，,。！!]{0,4}(?:别|不要|千万别)(?:去|信|加|碰|报|理|买|点)|依法(?:开罚|处罚|可处|究办)|(?:要|须|需|应当?|请|务必|千万)(?:慎重|谨慎|三思)|(?:慎重|谨慎)(?:选择|对待|考虑)|≠|洗脑|的?剧本|紧迫感|(?:冲动|诱导)消费|拉黑(?:谁|他|她|它)/;
const REJECTS_EN =
  /\b(?:scams?|scamm(?:er|ers|ing)|fraud(?:ulent|sters?)?|rip-?offs?|warning signs?|red flags?|phish\w*|(?:(?:is|are|it'?s|that'?s|they'?re) not|isn'?t|aren'?t) (?:us|me|our (?:account|page|team|staff|shop))(?=$|[.,!;])|(?:is|are) playing you|means? nothing|illegal|against the law|without (?:any )?(?:proof|evidence)|not (?:supported|backed|proven|true)|unsupported|be (?:skeptical|sceptical|wary|careful)|don'?t (?:send (?:it|them|any|money)|reply|click|answer|trust (?:it|them|him|her)|believe (?:it|them|a word)|fall for)|report (?:it|them|that)|block (?:it|them|that)|(?:is|are) (?:a )?(?:lies?|lying|myth|nonsense|fake|false|made up))\b/i;

/** What is a remark on words and where they may not stand. */
const FORBIDS =
  /(?:不得|禁止|严禁|不能|不可|不准|不许|不可以)[^，,。！!？?]{0,6}(?:宣传|宣称|声称|标注|标示|使用|出现|明示|暗示|含有|涉及|称)|(?:不能|不可以|不让|不得|不许|不准|禁止|别)再?(?:说|讲|写|用|提|喊|念|标|打)[“"「『]?$|违禁词|敏感词|禁用词|极限词/;
const FORBIDDEN =
  /^["”」』][^。！!？?]{0,16}(?:撤[了掉]|让撤|删[了掉除]|改掉|拿掉|抹掉|划掉|过不了|没过|驳回|(?:这|那)个?(?:表述|字眼|用语|字样))|^[^，,。！!？?；;]{0,14}(?:不让用|不准用|不许用|不能用|不得用|不可用|(?:[的等类种](?:词汇?|字眼|表述|用语|字样|宣传语|广告语|说法))[^。！!？?]{0,10}(?:不得|不能|不让|不许|不准|禁止|违法|违规|罚|须|必须|应当?有|除非))|^[^。！!？?]{0,20}(?:这[些类种几]个?|以上)(?:词|字|表述|用语|话)[^。！!？?]{0,10}(?:不得|不能|不让|不许|禁止|违法|违规|罚|不用)|^[^。！!？?；;]{0,10}[，,]?(?:须|需|必须|应当?)(?:要?(?:附|有|提供|检附|注明))[^，,。！!]{0,6}(?:依据|证据|来源|年度|出处|佐证|证明|数据|机构)/;
const FORBIDS_EN =
  /\byou (?:can'?t|cannot|may not|must not) (?:legally |ever )?(?:claim|write|advertise|put|print|state)\b|\b(?:sellers?|shops?|brands?|hosts?|streamers?|companies|supplements?|products?|foods?|labels?|ads?|nobody|no one) (?:\w+ )?(?:can'?t|cannot|can|may not|must not|(?:are|is)(?: not|n'?t) (?:legally )?(?:allowed|permitted) to|may) (?:legally |ever |lawfully )?(?:claim|write|advertise|put|print|state)\b|\bnever (?:say|use|write) (?:the words?|cure|treat|best)\b/i;
const FORBIDDEN_EN =
  /^["'’”]?[^.!?]{0,24}\b(?:without (?:any )?(?:proof|evidence)|(?:is|are) (?:banned|forbidden|illegal|not allowed))/i;

/** The talk is about the goods on sale, or leads to the speaker: then a warning of others is the lead-in of a claim. */
const OWN =
  /但|不过|可是|所以|因此|反正|懂的|你懂|都懂|心里有数|我们?(?:家|这|才|真|就(?!不)|的(?!客服|人|帐号|账号|直播间|粉丝))|咱们?(?:家|这|才)|本店的?(?:这|产品)|这[款瓶盒套支台件罐才]|跟[着我]|加我|找我|认准|[喝吃用买选听]我|老师(?:我|带你)|带你|带大家|不像|只有我|就我|在我手|放心(?:拍|买|喝|吃|用)|不一样/;
const OWN_EN =
  /\b(?:but (?:we|i|ours?|mine|this|my)|mine|ours|this (?:one|stuff|tea|cream|serum|oil|bottle|product|program|course|is (?:the|not))|(?:my|our) (?:program|method|course|system|cream|tea|team|products?|students?|number|whatsapp|telegram|formula|brand)|(?:text|message|dm|pay|join|follow|call) (?:me|us)\b(?! pretending)|with me|we (?:really|actually|guarantee|promise|only)|i (?:guarantee|promise|will show|can show|swear)|unlike|only (?:text|pay|trust|message|buy)|i thought|then i|rhymes|(?:starts|begins|ends) with|you know)\b/i;

/** Those who run others down do it in just these words, and terms against buyers are refusals themselves. */
const SPARED: ReadonlySet<Group> = new Set<Group>(['disparagement', 'terms', 'viewer-signal']);
export const mayBeWarnedOf = (group: Group): boolean => !SPARED.has(group);
/** So far may a warning stand before the words, and a rejection behind them. */
const REACH = 40;
const REACH_EN = 90;

/**
 * The words, of which `span` begins at `start` of the folded `text`, by which the room is warned of whoever says such a thing, or told where
 * it may not be said; `null` where there are none, or the talk comes back to the goods on sale.
 */
export const warningAround = (
  text: string,
  start: number,
  end: number,
  english: boolean,
): readonly string[] | null => {
  const reach = english ? REACH_EN : REACH;
  const head = text.slice(Math.max(0, start - reach), start);
  const span = text.slice(start, end);
  const tail = text.slice(end, end + reach);
  if ((english ? OWN_EN : OWN).test(head + span + tail)) return null;
  const hit = english
    ? (WARNS_EN.exec(head + span) ??
      FORBIDS_EN.exec(head) ??
      REJECTS_EN.exec(span + tail) ??
      FORBIDDEN_EN.exec(tail))
    : (WARNS.exec(head + span) ??
      FORBIDS.exec(head) ??
      REJECTS.exec(head.slice(-14) + span + tail) ??
      FORBIDDEN.exec(tail));
  return hit && [hit[0]];
};

/** E11 and E13: the room is warned of those who say so, or told that and where it may not be said. */
export const warned: StepTest = ({ entry, language, text, start, end }) => {
  if (!mayBeWarnedOf(KINDS[entry.kind].group)) return null;
  const words = warningAround(text, start, end, language === 'en');
  return (
    words && {
      effect: 'clear',
      step: {
        id: 'warned',
        outcome: 'clear',
        words,
        zh: '提醒听众提防这样说的人，或说明哪里不许这样说',
        en: 'the room is warned of those who say so, or told where it may not be said',
      },
    }
  );
};
