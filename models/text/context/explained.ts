import type { Bilingual, Claim, Step, Versions } from '../../contract/claim.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import { isViewer } from '../elements/speaker.ts';
import type { TextContext, TextJudgement } from '../judge.ts';
import type { Packs } from '../lexicon/packs.ts';
import { foldedText, spanOf } from '../normalise/normalise.ts';

type Judging = (text: string, context: TextContext) => TextJudgement;

/** As many as a judge keeps of one utterance, all claims together. */
const EXPLAINED_MAX = 24;
/** A sentence is explained; the depth of a pasted page is not looked through. */
const SEARCHED_UNITS = 2_000;

/** Stands as the pack of claims that no rule of a pack made: a forbidden word in a use that the law leaves free. */
export const EXCEPTIONS_PACK = 'exceptions';

interface Exception {
  /** Of docs/exceptions.md. */
  readonly code: string;
  readonly kind: Kind;
  readonly pattern: RegExp;
  readonly outcome: 'clear' | 'needs-proof';
  readonly why: Bilingual;
}

/** Closed lists of uses: what is not in them is left to the rules. Read in folded text; the first that fits a place explains it. */
const EXCEPTIONS: readonly Exception[] = [
  {
    code: 'E18',
    kind: 'absolute-superlative',
    pattern:
      /母乳(?:才?是|就是)?[^，。！？]{0,6}?最(?:好|理想|佳|天然|合适)的?(?:食物|食品|营养|口粮|选择|(?=$|[，,。！!；;]))|最高(?:人民)?(?:法院|检察院)/g,
    outcome: 'clear',
    why: { zh: '法律法规规定或要求使用的表述', en: 'wording that the law itself uses or asks for' },
  },
  {
    code: 'E05',
    kind: 'absolute-superlative',
    pattern:
      /特级初榨|特级(?:酱油|生抽|老抽|大米|绿茶|红茶|乌龙|龙井|普洱|面粉|白糖)|特[一二]级?(?:大米|米|粉|面粉)|一级(?:大豆油|花生油|菜籽油|葵花籽油|压榨|酱油|大米|白糖)/g,
    outcome: 'needs-proof',
    why: {
      zh: '标准规定的等级名称，须能说明依据的标准',
      en: 'a grade fixed by a standard, which has to be named',
    },
  },
  {
    code: 'E05',
    kind: 'absolute-superlative',
    pattern: /(?:新国标)?[一二三]级能效|能效[一二三]级|(?:千|万)?足金(?:9{2,4})?|足银(?:9{2,4})?/g,
    outcome: 'clear',
    why: { zh: '国家标准规定的等级或成色标识', en: 'a grade or fineness mark of a national standard' },
  },
  {
    code: 'E04',
    kind: 'absolute-superlative',
    pattern:
      /最(?:佳|好|优)的?(?:使用|食用|饮用|赏味|品尝|保存|储存|存放|冲泡|服用|佩戴|观看|拍摄)?(?:时间|时段|时机|方法|方式|温度|水温|期限?|季节|赏味期|口感期)/g,
    outcome: 'clear',
    why: {
      zh: '消费提示（使用、保存的时间、方法、温度）',
      en: 'a consumption tip: time, way or temperature of use',
    },
  },
  {
    code: 'E17',
    kind: 'absolute-superlative',
    pattern:
      /最好(?=先|别|不要|不|还是|提前|尽快|早点|早晚|早上|中午|晚上|睡前|饭前|饭后|每天|每次|每周|分开|放在|放到|冷藏|密封|隔天|搭配着|在[^，。]{1,6}(?:前|后|里|内|下)|是(?:先|提前|晚上|早上)|[一两二三]次)/g,
    outcome: 'clear',
    why: {
      zh: '“最好”在此是“宜”的意思，不是评价',
      en: '“best” here means “had better”, and praises nothing',
    },
  },
  {
    code: 'E19',
    kind: 'absolute-superlative',
    pattern:
      /最[大高低小多少](?:的)?(?:输出|额定|充电|制冷|制热|支持|适用)?(?:功率|转速|电压|电流|温度|水温|承重|载重|负载|分辨率|亮度|音量|容量|起订量|配置|档位?|身高|体重|水位|尺寸|码)/g,
    outcome: 'clear',
    why: { zh: '技术参数的限值，不是评价', en: 'a technical limit value, not praise' },
  },
  {
    code: 'E19',
    kind: 'absolute-superlative',
    pattern:
      /(?:功率|转速|电压|电流|温度|水温|承重|载重|负载|分辨率|亮度|音量|噪音|容量|起订量|身高|体重|水位|风速|速度|续航|压力|频率|厚度|流量|吸力)(?:是|为|能|可以?|到|达)?最(?:大|高|低|小|多|少|快|长|厚|薄)(?=(?:是|为|到|能到|可达|不超过|也就)?约?[\d一二两三四五六七八九十百千万])/g,
    outcome: 'clear',
    why: { zh: '技术参数的限值，不是评价', en: 'a technical limit value, not praise' },
  },
  {
    code: 'E03',
    kind: 'absolute-superlative',
    pattern:
      /(?:这|那|我们|我家|咱)(?:[两三四五六七八九几]|十几)个?(?:款|种|色|颜色|口味|味道|尺寸|尺码|码|型号|件|条|瓶|双|只|台|支|把|杯|盒|样)?(?:里面?|当中|之中|中)[^，。！？]{0,6}?(?:最[\u4e00-\u9fff]{1,3})/g,
    outcome: 'clear',
    why: {
      zh: '只在所列的自家几款之间比较',
      en: 'compared among the goods named alone, all of them the seller’s own',
    },
  },
  {
    code: 'E08',
    kind: 'absolute-superlative',
    pattern:
      /(?:叫做?|名叫|名为|取名|起名|品名|款名|商标|牌子|店名|歌名|书名|型号|系列名|色号)(?:是|叫|为|：|:)?[“"「『《‘'][^”"」』》’'，。]{0,6}(?:最|第一|唯一|[顶頂][级級]|国家级|冠军|首)[^”"」』》’'，。]{0,6}[”"」』》’']/g,
    outcome: 'clear',
    why: { zh: '说的是商品、商标或店铺的名称', en: 'the name of goods, of a trademark or a shop' },
  },
  {
    code: 'E16',
    kind: 'absolute-superlative',
    pattern:
      /(?:唯一|最大|最明显|最主要|最让人头疼)的?(?:缺点|不足|毛病|短板|遗憾|槽点|麻烦|问题)|最怕|最忌/g,
    outcome: 'clear',
    why: { zh: '说的是缺点或注意事项，不是优点', en: 'of a drawback or a caution, not of merit' },
  },
  {
    code: 'E12',
    kind: 'absolute-superlative',
    pattern: /我(?:个人|自己|本人)?最(?:喜欢|爱|常用|中意|偏爱)/g,
    outcome: 'clear',
    why: { zh: '个人喜好', en: 'personal taste' },
  },
  {
    code: 'E22',
    kind: 'popularity-fabricated',
    pattern:
      /(?:本店|小店|我们?店里?|我们?家|咱们?家|店里)[^，。！？]{0,4}?(?:卖得?最好|最(?:畅销|好卖|热销|受欢迎))/g,
    outcome: 'needs-proof',
    why: {
      zh: '只在自家商品范围内比较，涉及销量须有数据',
      en: 'within the own range; a claim of sales needs the figures',
    },
  },
  {
    code: 'E22',
    kind: 'absolute-superlative',
    pattern:
      /(?:本店|小店|我们?店里?|我们?家|咱们?家|店里)[^，。！？]{0,4}?最(?:便宜|贵|大|小|轻|薄|厚|长|短|低价?)/g,
    outcome: 'clear',
    why: { zh: '只在自家商品范围内比较', en: 'compared within the own range alone' },
  },
  {
    code: 'E15',
    kind: 'absolute-totality',
    pattern:
      /(?:百分之?百|100%)的?(?:桑蚕丝|蚕丝|真丝|纯?棉|棉|羊毛|羊绒|亚麻|苎麻|莱赛尔|天丝|粘胶|锦纶|涤纶|聚酯|牛皮|羊皮|果汁|原浆)/g,
    outcome: 'clear',
    why: { zh: '成分或含量的说明，以标签为准', en: 'a statement of composition, as on the label' },
  },
  {
    code: 'E11',
    kind: 'absolute-superlative',
    pattern:
      /(?:不让|不能|不许|不可以|不得|禁止|不准|不敢)(?:我们?|咱们?|主播|大家)?(?:说|讲|用|提|喊|写)(?:这种|那种|什么)?[“"「『‘]?(?:最|第一|国家级|顶级|极致|唯一|首选|绝对)(?:好|佳|低|便宜)?[”"」』’]?(?:字|词|这个字|这种话|这类词)?(?=$|[，,。！!；;])/g,
    outcome: 'clear',
    why: {
      zh: '提醒或说明用语规则，没有作出宣称',
      en: 'a remark on the rules of wording, which claims nothing',
    },
  },
  {
    code: 'E07',
    kind: 'absolute-ranking',
    pattern: /第一(?=次|步|时间|个问题|个环节|件事|遍|回|天(?!下)|批发货)/g,
    outcome: 'clear',
    why: { zh: '时间或次序，不是排名', en: 'order of time, no ranking' },
  },
  {
    code: 'E09',
    kind: 'absolute-superlative',
    pattern:
      /\b(?:can'?t|cannot|won'?t|wouldn'?t|don'?t|never|not (?:going|gonna|allowed) to|not) (?:ever |really |just )?(?:say|call|claim|promise|tell you)\b[^.!?]{0,24}\b(?:the )?(?:very )?(?:best|cheapest|number one)\b(?![^.!?]{0,40}\bbut\b)/g,
    outcome: 'clear',
    why: { zh: '否定或拒绝这样说', en: 'the speaker refuses to say so' },
  },
  {
    code: 'E04',
    kind: 'absolute-superlative',
    pattern:
      /\bbest (?:served|stored|used|kept|enjoyed|eaten|consumed|washed|worn|before|if used|by)\b|\bbest (?:time|way|temperature) to\b/g,
    outcome: 'clear',
    why: {
      zh: '消费提示（使用、保存的时间、方法、温度）',
      en: 'a consumption tip: time, way or temperature of use',
    },
  },
  {
    code: 'E19',
    kind: 'absolute-superlative',
    pattern:
      /\bmax(?:imum)? (?:power|speed|load|weight|temperature|output|height|volume|capacity|order|resolution|brightness|wattage)\b/g,
    outcome: 'clear',
    why: { zh: '技术参数的限值，不是评价', en: 'a technical limit value, not praise' },
  },
];

/** Most lines hold none of these, and end here. */
const MAY_HOLD =
  /[Bb]est|[Mm]ax|cheapest|number one|最|第一|唯一|特[级級一二]|一[级級]|能效|足[金银銀]|[国國]家[级級]|[顶頂][级級]|百分|100\s?%|１００/;

const excusing = ({ code, outcome, why }: Exception, words: string): Step => ({
  id: 'exception',
  outcome,
  words: [words],
  zh: `${why.zh}（${code}）`,
  en: `${why.en} (${code})`,
});

const suggestionOf = ({ outcome }: Exception): Bilingual =>
  outcome === 'needs-proof'
    ? {
        zh: '请备妥并展示依据的标准、数据或证明。',
        en: 'Keep and show the standard, the figures or the proof.',
      }
    : { zh: '可以这样说。', en: 'It may be said like this.' };

/**
 * Lets a judge say why a line with a forbidden word is lawful where no rule met the word at all: the claim is `exempt`, for
 * explanation alone, with the exception among its steps. What the rules judged stays as it is.
 */
export const withExplained = (
  judge: Judging,
  { packs, versions }: { readonly packs: Packs; readonly versions: Versions },
): Judging => {
  const claimOf = (
    exception: Exception,
    start: number,
    end: number,
    quote: string,
    words: string,
  ): Claim | null => {
    const { code, kind } = exception;
    const provision = packs.shipped.provisions[kind];
    if (!provision) return null;
    return {
      ...{ kind, group: KINDS[kind].group, start, end, quote, verdict: 'exempt', basis: provision.basis },
      ...{ confidence: 1, severity: 'low', article: provision.article, reason: provision.reason },
      steps: [excusing(exception, words)],
      suggestion: suggestionOf(exception),
      source: { stage: 'lexicon', packId: EXCEPTIONS_PACK, ruleId: code, versions },
    };
  };
  return (text, context) => {
    const judged = judge(text, context);
    const isFull = judged.claims.length >= EXPLAINED_MAX;
    if (isFull || judged.lexicon !== 'ok' || isViewer(context) || !MAY_HOLD.test(text)) return judged;
    const folded = packs.normaliser.fold(text);
    const folding = foldedText(folded).slice(0, SEARCHED_UNITS);
    const claims = [...judged.claims];
    for (const exception of EXCEPTIONS)
      for (const { 0: words, index } of folding.matchAll(exception.pattern)) {
        const { start, end } = spanOf(folded, index, index + words.length);
        if (claims.length >= EXPLAINED_MAX || claims.some((one) => one.start < end && start < one.end))
          continue;
        const claim = claimOf(exception, start, end, folded.text.slice(start, end), words);
        if (claim) claims.push(claim);
      }
    if (claims.length === judged.claims.length) return judged;
    return { ...judged, claims: claims.sort((a, b) => a.start - b.start) };
  };
};
