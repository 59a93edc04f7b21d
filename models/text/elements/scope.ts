import type { Step } from '../../contract/claim.ts';
import type { Finding, StepTest } from './steps.ts';
import type { View } from './view.ts';

const found = (
  id: string,
  effect: Finding['effect'],
  words: string,
  zh: string,
  en: string,
  outcome: string = effect,
): Finding => ({ effect, step: { id, outcome, words: [words], zh, en } satisfies Step });

/** Words that set the goods against the whole market: with one of them no exception of own range applies. */
export const OPEN_MARKET =
  /全网|全国|全球|全世界|全台|全港|全行业|全市场|市面|行业|业内|业界|同行|世界|宇宙|地表|史上|任何一款|其他家|别家|人家|in the world|on the market|on earth|anywhere|internet|planet/;

const within = (view: View, reach: number): string =>
  view.clauseBefore.slice(-reach) + view.span + view.clauseAfter.slice(0, reach);

const STOP =
  /最大的?(?:好处|优点|区别|变化|特点|亮点|不同)|最近|最后|最终|最初|最起码|最晚|最早|(?<![得卖用销])最[多少](?![的人家])(?=[^，,。]{0,5}[\d#一二两三四五六七八九十百千半几])|最[多少](?:可以|只能|只|能(?!打|用)|限|拍|支持|装)|(?:问|聊|提|发|来|收到|粉丝|观众|订单)[^，,。]{0,6}最[多少]|第[一1](次|步|个问题|批|时间|排|章|眼|反应|位来|件事|天|名顾客|条评论|单|波)|一等一|最高(法院|温|别|不超)|最[大高低小长短](功率|转速|电压|电流|配|档|温|起订|容量|尺寸|码|承重|速度|音量|风量|水位|库存)|特级初榨|一级能效|足金|特一级|母乳.{0,6}(最|唯一)|百分(之)?百.{0,2}(棉|纯棉|羊毛|羊绒|桑蚕丝|蚕丝|亚麻|聚酯|果汁|真皮|牛皮|再生|天丝|莫代尔|电)|100%.{0,2}(棉|纯棉|羊毛|羊绒|桑蚕丝|蚕丝|亚麻|聚酯|果汁|真皮|牛皮|再生|天丝|莫代尔|cotton|wool|linen|silk|polyester|recycled|juice|leather)|电量|唯一(码|的?缺点|要注意|可惜|的?不足|的?遗憾|的?问题|标识|编号|sku)|限?绝对(不要|别|不能|禁止)|best[- ]before|(?<!'s |’s |worlds |industrys |the )first[, ](?!ever|of its)|at (my|your|its) best/;

/** A limit value that is set against the market is no limit value: 全台最大容量. */
const LIMIT = /^最[大高低小长短](?!法院|温|别|不超)/;

/** E07, E05, E15, E18, E19: the word is no superlative of merit at all. */
export const stopWords: StepTest = (view) => {
  const near = within(view, 6);
  const hit = STOP.exec(near);
  if (!hit) return null;
  const at = hit.index - Math.min(6, view.clauseBefore.length);
  if (LIMIT.test(hit[0]) && OPEN_MARKET.test(view.clauseBefore.slice(-8) + view.span)) return null;
  const touches = at < view.span.length && at + hit[0].length > 0;
  return touches
    ? found(
        'stop-word',
        'clear',
        hit[0],
        '次序、参数、成分或法定用语，并非最高级',
        'order, limit value, composition or statutory wording, no superlative',
      )
    : null;
};

const TIP =
  /最[\u4e00-\u9fff]{1,3}的(?:时候|时节|火候|月份|部位)|最(佳|好|适合|宜).{0,3}(饮用|使用|食用|赏味|保存|品尝|冲泡|时间|时机|方法|温度|期限|口感在|[拍洗吃喝做穿]法)|最(佳|好|适合|宜)(?!的).{0,3}(是?(晚上|早上|早点|先|在|装|用(?![的，,。！]|$)|不要|别|放|洗|量|提前|手洗|冷藏|分开|搭|穿(?![的，,。！]|$)|三十|等|按|去|选(?!择)|买|拍|咨询|问))|以保.{0,2}最佳|开封后|赏味|best (served|stored|used|kept|way|time|to )/;

/** The best way to an effect, and it is to buy: no advice on use. */
const OWN_METHOD =
  /(?:方法|办法|方式|时机|选择|途径|手段)[^，,。]{0,3}是[^，,。]{0,8}(?:我们|我家|咱|这[款瓶支盒个罐台套片条]|它|本品|本店|链接)/;
/** E04, E17: advice on use, or 最好 in the sense of "had better". */
export const tip: StepTest = (view) => {
  const hit = TIP.exec(within(view, 8));
  const clause = view.span + view.clauseAfter;
  if (hit && OWN_METHOD.test(clause) && EFFICACY.test(clause)) return null;
  return hit && !OPEN_MARKET.test(view.clauseBefore + view.span) && !/见效|有效|好看/.test(hit[0])
    ? found('tip', 'clear', hit[0], '使用建议或“最好”表示建议', 'advice on use, or “had better”')
    : null;
};

const GOAL =
  /努力|争取|目标|追求|希望|心愿|愿望|想做|想成为|力争|梦想|致力|立志|(?<!不忘|不改|坚守|守住)初心(?!不|依旧|未)/;
/** The goal behind the words: 朝着最好的豆子努力. */
const TOWARDS = /(?:朝着?|往|向着?|奔着)[^，,。]{0,4}$/;
const STRIVES = /^[^，,。！!；;]{0,8}(?:努力|前进|靠近|靠拢|看齐|迈进|方向|学习)/;
const GOAL_EN =
  /\b(?:(?:our|my|the) (?:only |big |main |long-term |real )?(?:goal|goals|aim|dream|mission|hope|ambition|wish|target|plan) (?:is|was|has always been|for|here)|(?:we|i|we'?d|i'?d)(?:'?re| are| am|'?m)? ?(?:all |still |just |really |both )?(?:aim|aiming|hope|hoping|want|wish|would love|love|try|trying|strive|striving|work|working|dream of|dreaming of|aspire|plan|intend)(?: hard| every day)? ?(?:to (?:be|become|make|build|grow|offer|bake|brew|craft|give|one day)|of being|of becoming|towards?)|striv(?:e|ing) (?:to|for)|some ?day|one day)\b/;
const REACHED_EN =
  /\balready\b|\bwe (?:made|did|reached|achieved|hit) it\b|\band (?:now )?(?:we|it|this)(?:'?re|'?s| are| is)\b|\bnow (?:we|it|this)(?:'?re|'?s| are| is)\b|\bthat is what (?:this|it) is\b|\bmission accomplished\b|\bdream (?:came|come) true\b/;
const GOAL_REACH_EN = 60;
const REACHED = /已经|现在(就|已)|做到了|成了|实现了|already/;

/** E02: a goal is no statement of fact, unless it is said to be reached. Its word governs the clause of the claim. */
export const goal: StepTest = (view) => {
  const english = view.language === 'en';
  const hit = english
    ? GOAL_EN.exec(view.clauseBefore.slice(-GOAL_REACH_EN))
    : (GOAL.exec(view.clauseBefore.slice(-14)) ??
      (TOWARDS.test(view.clauseBefore) ? STRIVES.exec(view.clauseAfter) : null));
  if (!hit) return null;
  if (english && REACHED_EN.test(view.before.slice(-GOAL_REACH_EN) + view.span + view.after + view.next))
    return null;
  return REACHED.test(view.before.slice(-14) + view.span + view.after.slice(0, 14))
    ? null
    : found('goal', 'clear', hit[0], '目标或追求，不是事实陈述', 'a goal, not a statement of fact');
};

const OWN =
  /上一代|上代|老款|旧款|去年(的|那)|前代|our (19|20)\d\d|our (last|previous|old)|we make ourselves|previous model/;

/** E03: against the seller's own earlier goods. */
export const comparisonWithOwn: StepTest = (view) => {
  const sentence = view.before + view.span + view.after;
  const hit = OWN.exec(sentence);
  return hit && !OPEN_MARKET.test(sentence)
    ? found('own-generation', 'clear', hit[0], '与自家产品比较', 'compared with the seller’s own goods')
    : null;
};

/** Several goods of the seller's own, among which one is picked out. */
const SET =
  /(?:[两三四五六七八几]|十几?)个?(?:颜色|色|款|码|口味|味道|尺寸|规格)|这[两三四五六几](?:款|颜色|色|码|种|样)|款(?:里|当中|之中)|颜色里|这里面|里面最|系列(?:里|中)|(?<!没有?|任|随便)哪一?(?:个颜色|款|种|色)|另外[一两三几](?:款|个|支|把|件)|\bthe other (?:two|three|four|five|ones?|sizes?|shades?|colou?rs?)\b|\bof (?:our|these|the) (?:two|three|four|five|six|\d)|\bin our (?:shop|store|range|line)\b/;
/** The seller's own, as a whole: what is said of all of it is said against the market. */
const OWN_SHOP =
  /本店|小店|店里|店内|货架上?|我们店|本直播间|直播间里|我们家|咱们?家|我家|自家|我们(?=卖得)|我们(?:这个月|今年)/;
/** The one of them that is picked out: 最便宜的是这个; or what is sold best there, which only compares what is sold there. */
const PICKED =
  /^[^，,。！!；;]{0,4}(?<!效果)的(?:就|还|其实|应该|一直)*(?:是(?!我们|咱|它|这[款个]就)|那[款个种]|一[款个种件]|款[，,]?是|颜色|口味|尺码|码)|^(?:的)?(?:是|就是)(?:这个|那个|[小中大][号份]|[a-z]码|[\u4e00-\u9fff]{1,6}(?:色|味|款|码)的?)/;
const SOLD_THERE =
  /(?:本店|店里|店内|我们店里?|直播间里?|我们家|我家|我们)(?:目前|现在|今年|这个月|本月|平时|一直)*(?:卖得?|点得?|回购得?)$/;
const OWN_EN = /\bwe (?:have|carry|sell|make|offer|stock)\b/;
const WHOLE_EN = /\bwe (?:have|carry|sell|make|offer|stock)\b[^,.]{0,20}$/;

/** E22, E03: the set of comparison is the shop's own, and one of it is picked out. */
export const ownRange: StepTest = (view) => {
  const clause = view.before.slice(-20) + view.span + view.clauseAfter.slice(0, 12);
  if (OPEN_MARKET.test(view.clauseBefore + view.span + view.clauseAfter) || EFFICACY.test(clause))
    return null;
  const hit = SET.exec(clause) ?? ownPick(view);
  return hit
    ? found(
        'own-range',
        'clear',
        hit[0],
        '比较范围是自家商品',
        'the comparison is within the shop’s own range',
      )
    : null;
};

/** Another of the seller's own, beside which this one is put: nobody else is belittled. */
const OTHER_OF_OWN =
  /\b(?:our|the|these|this|left|right)\b.*\bthe other (?:two|three|four|five|one|size|shade|colou?r)\b|(?:我们|咱|这)[^，,。]{0,8}[，,]?[^，,。]{0,4}另外[一两三几](?:款|个|支|把|件)/;
export const otherOfOwn: StepTest = (view) => {
  const sentence = view.before + view.span + view.after;
  const hit = OTHER_OF_OWN.exec(sentence);
  if (
    !hit ||
    OPEN_MARKET.test(sentence) ||
    /\b(?:theirs?|shops?|sellers?|brands?|guys?|streams?|lives?|stores?|cop(?:y|ies)|junk|fakes?|cheap)\b/.test(
      sentence,
    )
  )
    return null;
  return found(
    'own-range',
    'clear',
    hit[0],
    '比较范围是自家商品',
    'the comparison is within the shop’s own range',
  );
};

const ownPick = (view: View): RegExpExecArray | null => {
  if (view.language === 'en')
    return WHOLE_EN.test(view.clauseBefore) ? null : OWN_EN.exec(view.clauseAfter.slice(0, 24));
  const owner = OWN_SHOP.exec(view.before.slice(-16) + view.span);
  if (!owner) return null;
  const degree = view.span.search(/最|第一/);
  const head = view.clauseBefore + view.span.slice(0, Math.max(0, degree));
  if (SOLD_THERE.test(head)) return owner;
  const rest = degree < 0 ? '' : view.span.slice(degree + 1);
  return PICKED.test(rest + view.clauseAfter) ? owner : null;
};

/** A fault that is praise: 缺点就是太好用了. */
export const MOCK_FAULT =
  /(?:缺点|毛病|不足|短板|问题|遗憾|坏处)[^，,。]{0,4}是[^，,。]{0,4}(?:太|过于|实在)(?:过)?(?:好|便宜|香|火|抢手|耐|有效|舒服|上瘾|受欢迎|管用|强|好卖|显|优秀|完美|划算|能打|实惠|漂亮|鲜)|\b(?:only|one|biggest|single) (?:downside|flaw|problem|catch|drawback|complaint|issue)(?: \w+){0,3} (?:is|that)(?: \w+'?\w*){0,4} too (?:good|cheap|effective|comfortable|popular|soft|pretty|delicious|tasty|well|powerful|addictive|beautiful)\b/;

const DRAWBACK =
  /缺点|不足|遗憾|可惜|问题|短板|怕(水|热|晒)|麻烦|难|毛病|差距|drawback|downside|problem|flaw|catch/;

/** A trouble that the goods do away with is no fault of theirs. */
const SOLVED = /解决|搞定|消除|攻克|摆平|告别|根治|治好/;

/** The only one that is not to be had, given back or done with: no merit. */
const ONLY = /唯一|\bonly\b/;
const LACKING =
  /^[^，,。]{0,6}?(?:不(?:能|可以?|支持|接受)(?:用|退|换|叠|参加|发|水洗|机洗|烘|用券|分期|开票|货到)|不(?:退|换|送|包邮|发|参加)|没(?:卖|货|现货|做好|改|学会)|要(?:说|提醒|注意|交代|讲)的?|(?:不太|不怎么|没那么)|我?不(?:喜欢|满意|习惯))|\b(?:thing|part|bit|one|item|colou?r|size) (?:that |which )?(?:i|we|you|it)? ?(?:don'?t|doesn'?t|can'?t|cannot|isn'?t|won'?t|didn'?t)\b/;

/** E16: the superlative of a fault. */
export const drawback: StepTest = (view) => {
  if (MOCK_FAULT.test(view.before + view.span + view.after)) return null;
  const near = view.span.slice(-4) + view.clauseAfter.slice(0, 6);
  const hit =
    (SOLVED.test(view.clauseAfter.slice(0, 10)) ? null : DRAWBACK.exec(near)) ??
    (ONLY.test(view.span) ? LACKING.exec(view.span.slice(-4) + view.clauseAfter) : null);
  return hit && !OPEN_MARKET.test(view.clauseBefore)
    ? found('drawback', 'clear', hit[0], '说的是缺点或注意事项', 'about a fault or a point of care')
    : null;
};

const SERVICE = /(服务|态度|心意|初心|诚意|祝福|祝|愿)/;
const SERVICE_AFTER = /(服务|的态度|祝福|的自己|运气)/;
/** Thanks for a wish, where the words stand alone and are about no goods. */
const WISHED = /^[，,]\s*(?:谢谢|感谢|祝)[^，,。]{0,6}(?:祝|愿)/;

/** E01: about attitude or a wish, with no product in the clause. */
export const service: StepTest = (view) => {
  const hit =
    SERVICE.exec(view.clauseBefore.slice(-10)) ??
    SERVICE_AFTER.exec(view.clauseAfter.slice(0, 6)) ??
    (view.before === '' ? WISHED.exec(view.after) : null);
  return hit && !OPEN_MARKET.test(view.clauseBefore + view.span)
    ? found(
        'service',
        'clear',
        hit[0],
        '服务态度或祝愿，与商品无关',
        'attitude or a wish, not about the goods',
      )
    : null;
};

const TASTE =
  /我(自己|个人|本人|们|也|就|还是|妈|老公|闺蜜|家)*最?(喜欢|爱|常用|爱用)|最(喜欢|爱|常用)|个人最|my (personal )?favou?rite|i (personally )?(love|like)/;
const EFFICACY = /美白|祛|瘦|减|治|效果|见效|抗/;

/** E12: the speaker's own taste, unless an effect is its object. */
export const taste: StepTest = (view) => {
  const hit = TASTE.exec(view.clauseBefore.slice(-10) + view.span);
  if (!hit || EFFICACY.test(view.clauseBefore + view.span + view.clauseAfter)) return null;
  if (OPEN_MARKET.test(view.span)) return null;
  return found('taste', 'clear', hit[0], '主播个人喜好', 'the speaker’s own taste');
};

/** A place that somebody went to, as one tells of one's day: none of the goods. */
const PLACE =
  /^的?(?:那家|这家|一家)?[^，,。！!；;]{0,5}(?:铺|馆|饭店|餐厅|面店|摊|公园|景点|菜市场|小吃街|医院|学校|咖啡店|理发店|菜馆|食堂)(?:子)?[^，,。！!；;]{0,3}[，,]?(?:我|我们|他们|她们|大家)?[^，,。！!；;]{0,6}(?:去了|去过|去的|吃过|吃了|排队|路过|逛了|关门|倒闭|搬走|在装修)/;
const OWN_PLACE = /本店|我们店|我们家店|我家店|小店|自家/;

/** What nobody sells here: an evening out, a person, a meal at home. */
const NO_GOODS =
  /演唱会|音乐会|电影|电视剧|球赛|比赛|旅[行游]|假期|婚礼|一天$|(?:我们?|他|她)(?:爸|妈|老公|老婆|儿子|女儿|同事|老板|老师|同桌|室友|班主任|邻居|领导)(?:就?是|真是|真的?是)|(?:妈|奶奶|爷爷|外婆|姥姥|爸|大妈|阿姨|师傅|厨子|食堂)[^，,。]{0,4}(?:做的?|烧的?|炒的?|煮的?|包的?)(?:饭|菜|红烧|酱|饺|面|汤)/;
const NO_GOODS_EN =
  /\b(?:concert|movie|film|game|match|trip|party|wedding|holiday|vacation|weekend|meal|night|teacher|dad|mum|mom|husband|wife|friend|boss|team)(?=\s*(?:$|[,.!?]|ever\b|i\b|i'|we\b|in the\b|of (?:all|my)\b|so far\b|last\b))/;
const ON_SALE =
  /链接|下单|上车|(?<!不|没)卖|包邮|[一两三]组|今天给|带回|这款|我们家的|同款|配方|秘方|拍|\b(?:this|these|our|link|price|buy|order|sell|selling|sold|recipe)\b/;

/** The praise is for whoever listens: 独一无二的是你. */
const OF_YOU =
  /^的?(?:人|那个人)?(?:永远|一直|就|才|其实)?是(?:你|您|你们|大家|妈妈|家人|自己)(?=$|[，,。！!啊呀哦])/;

/** And for others: 全台最大的是他们家. */
const OF_OTHERS =
  /^的?(?:那家|那个|一家|那款|店|主播)?(?:应该|可能|当然|肯定|其实|就|还|得)?(?:是|数)(?:他们?|她们?|人家|别人|隔壁|对面|楼下|同行)(?:家|那家|店)?(?=$|[，,。！!；;啊呀哦])/;

/** E21: praise of a place that was visited, of whoever listens, or of what nobody sells here. */
export const elsewhere: StepTest = (view) => {
  const english = view.language === 'en';
  const sentence = view.before + view.span + view.after;
  const place = english || OWN_PLACE.test(view.before + view.span) ? null : PLACE.exec(view.after);
  const about = english ? view.span + view.clauseAfter.slice(0, 24) : view.before.slice(-20) + view.span;
  const hit =
    place ??
    (english ? null : (OF_YOU.exec(view.after) ?? OF_OTHERS.exec(view.after))) ??
    (ON_SALE.test(english ? view.clauseBefore + view.span + view.clauseAfter : sentence)
      ? null
      : (english ? NO_GOODS_EN : NO_GOODS).exec(about));
  return hit
    ? found(
        'elsewhere',
        'clear',
        hit[0],
        '说的是别处的人、事、地方，与商品无关',
        'about a place, a person or an evening, not about the goods',
      )
    : null;
};
