import { KINDS } from '../../contract/kinds.ts';
import type { Finding, StepTest } from './steps.ts';

/** Somebody else is made to say it: 凡是说…的, 号称…, 前阵子有个主播…, if a seller tells you …. */
const OTHERS =
  /凡是|但凡|(?<![就我们也才只])敢(?:跟|给|向|对)你们?|谁(?:传|造谣|编|说|讲)的|谁(?:要是|要|敢|再|还|跟你|家)|(?:有|见过|听过)(?:个|些|的|位|家)?(?:人|主播|商家|卖家|同行|网红|博主|店|厂家?|公司|微商|代购|老师|专家|直播间)|某(?:些|个|主播|商家|品牌|家|网红)|(?:网上|外面|直播间里|朋友圈里?)那[些种]|那(?:种|些|帮|个)[^，,。]{0,8}(?:说|讲|吹|卖|写|喊|宣称|号称|承诺|保证)|号称|自称|宣称|标榜|鼓吹|吹(?:嘘|自己|得|成)|(?:网上|外面|市面上|别处|抖音上|朋友圈|微信群)[^，,。]{0,4}(?:说|吹|传|喊|卖|有)|网传|(?:看到|听到|见到|碰到|遇到)[^，,。]{0,4}(?:说|写|吹|喊)什么|说什么(?![都也])|电视购物|微商|地摊|电视[里上]|广告(?:里|上|讲|说|都?吹)|打着[^，,。]{0,8}(?:旗号|名义|名头|幌子)|宣传(?:册|单|页)上?|(?:短信|讯息|消息|微信|电话)(?:里)?(?:说|叫|让|要)|凡(?:承诺|宣称|标榜|主打|写|带)|(?:之前|上次|上回|前面|隔壁)那个|(?:朋友|同学|亲戚|同事)(?:传|发|拉|转|给)[^，,。]{0,4}|(?:阿姨|叔叔|大妈|大爷|邻居|亲戚|同学|室友|同事|爸|妈|奶奶|爷爷|长辈)(?:就|差点|前阵子|上个?[周月])?(?:花|被|信了|买了(?:个|套|台|张))|(?:包装|标题|文案|详情页|吊牌|瓶身)[^，,。]{0,6}(?:写|印|含|有|说)|弹窗|刷屏|听到|(?:那|一)个?群(?:组|里)?|收到|别人?家|人家|同行|隔壁|上一?家|骗子|新闻[里上]|什么(?!时候|叫)|所谓的?|前(?:阵子|段时间|几天|两天)|(?:之前|上次|上回|听说|刚才|昨天)有|(?:看到|看见|遇到|碰到|听到)|(?:if|when|whenever) (?:you get (?:a|an) (?:text|call|email|message|dm)|any|some|a |an |one|another|people|they|your)|any(?:one|body)?(?: \w+)? (?:who|that|selling|telling|claiming|promising|saying)|(?:those|these|all the|the) (?:\w+ )?(?:ads?|sellers?|shops?|people|videos?|gurus?|hosts?|brands?|guys?|listings?|posts?)|one of (?:those|these|them)|a (?:shop|seller|store|brand|host|site|page) (?:that|who)|(?:somebody|someone) (?:in here|in the chat|keeps)|there'?s (?:a |this )?(?:rumou?r|myth|video|post)|(?:was|were|is|are) supposed to|talked into|some (?:\w+ )?(?:sellers?|guys?|hosts?|shops?|brands?|lady|woman|man|one)\b|somebody|someone|people (?:who|that|say|tell)|you(?:'ll| will|'ve)? (?:see|hear|seen|heard) (?:\w+ ){0,2}(?:ads?|sellers?|people|hosts?|shops?|others?|someone|somebody|brands?|them|claims?)|the (?:ftc|fda|news|internet)|my (?:spam|junk|inbox|dms?)\b|(?:spam|scam|junk) (?:\w+ )?(?:folder|emails?|mail|texts?|messages?|calls?)/i;

/** And is not to be believed, was punished for it, or is not followed. */
const DISOWNED =
  /(?:别|不要|不能|不可|千万别|切勿|甭|少)(?:再|去|轻易|相|都|全)?信|(?:别|不要|甭|少)(?:再|给我)?(?:这么|这样|那么|乱|瞎|胡)(?:讲|说|吹|写|传|打)|(?:别|不要|甭)(?:帮|替|给)我(?:打广告|吹|说|宣传)|药(?:要|还是?|都|该|得)*照(?:样|常)?[吃用]|信不得|不可信|不靠谱|(?<!不)(?:是|属于|算)[^，,。！!不]{0,6}(?:假的|假货|骗|虚假|违法|违规|忽悠|瞎[说扯编吹]|胡[说扯编]|扯淡|吹牛|谣言|套路|坑人|智商税)|(?:被|挨|遭|让)[^，,。！!]{0,8}(?:罚|抓|封|查|处罚|下架|起诉|告了|通报|曝光|投诉|盯上|判|拘|约谈|关了)|罚(?:了|款)|赔了|进去了|坐牢|举报|12315|留个?心眼|多个?心眼|长个?心眼|长点心|别(?:当真|理|加|碰|去|点(?!头)|报|交|转|买(?!贵)|着急交)|不(?:要|能)(?:当真|理|碰)|劝(?:劝|一劝|住)|检举|投诉|吃官司|删(?:掉|了|除)(?!的)|重写|场控|踢(?:了|出|掉)|退(?:都|也)?(?:退)?不(?:掉|了)|骗(?:了|走|光)|被(?:关|抓|判)|深呼吸|先(?:冷静|想想|查|问问|翻)|(?:看|问)(?:看)?是?谁(?:评|说|测|给|发)|要我改|抽检|错误讯息|谣传|不实|根本不可能|没这么神|(?:十|10)个[有里](?:十|九|10|9)|先(?:交|给)(?:你)?钱|多想一?想|三思|哪(?:里|儿)?有(?!比|这么|这样)[^，,。！!]{0,8}(?=$|[，,。！!])|挨骂|结果[^，,。]{0,10}(?:痱|疹|过敏|烂|肿|没用|没瘦|没白|没好|没效果|一点没|全没)|人?跑(?:路|了(?=$|[，,。]))|卷款|亏(?:着|惨|光|到现在)|血本无归|打水漂|套牢|滤镜|拦(?:下|住)|被坑|坑了|退货都退不|听听就(?:算|好|行)|含(?:汞|铅|激素)|掺了?|露馅|捂[好紧]|(?:谁|你们?)(?:还|也|就|真|敢)?信(?:他|她|它|啊|呢|吗|这个)?(?=$|[，,。！!？?])|自己去?比(?:一?比|一下)?就|(?:我|咱)看(?:就|也就|它就)?是个|不评论|(?:我|咱)们?(?:都|也|一般|肯定)?会?(?:先|再)(?:去)?(?:核查|核实|查证|求证|查|验证)|(?:小心|当心|警惕|留神|提防)(?=$|[，,。！!点些着])|躲远|绕(?:着走|道走|开)|(?:赶紧|直接|马上)?(?:划走|拉黑|退出来|关掉)|(?:根本|压根|都|就|是|也)?(?:不存在|没有?这(?:种|回)事|哪有这种)|(?:咱|我|我们|咱们|咱家|我们家|本店)(?:可|也|都|就|才|是|从来|绝对|一律|一个)*(?:不学|不敢|不做|不干|不说|不讲|不吹|不搞|不喊|没那|没胆|学不来|做不到|干不了)|(?:don'?t|do not|never) (?:you )?(?:believe|buy (?:it|that|into)|trust|fall)|\brun\b|(?:close|leave|shut) the (?:app|page|tab|stream|live)|hang up|(?:walk|swipe|scroll|click) (?:away|past|on)|report (?:it|them|him|her)|\bly?i(?:ng|ars?)\b|\blies?\b|\bscam(?:s|mers?|ming)?\b|\bfake\b|got (?:fined|sued|banned|busted|shut down)|(?:was|were|been|getting) (?:fined|sued|banned|arrested|busted|taken down|shut down)|red flag|too good to be true|\b(?:um|uh|well|and|but),? no[,.]? (?:there|it|we|i|that|not)\b|if (?:that|it|this) (?:worked|were true|was true|was real|were real)|nonsense|\bbs\b|(?:isn'?t|aren'?t|ain'?t|not) (?:true|real|a thing|how)|no such thing|(?:it|this|that|they|you|he|she) (?:does(?: not|n'?t)|do(?: not|n'?t)|can'?t|cannot|won'?t|will not)(?=$|[.,!;])|(?:it'?s|it is|is|are) (?:junk|rubbish|garbage|trash|a joke|hype)|snake oil|delete (?:it|them)|mods?,? (?:please|can|could|kick|remove)|please (?:remove|ban|block|don'?t|stop)|lost (?:his|her|their|my|our) (?:\w+ )?(?:savings|money|pension|deposit)|ask (?:which|who|them|him|her|to see)|usually (?:isn'?t|hasn'?t|haven'?t|aren'?t)|talk to your (?:parents|family|mom|mum|dad)|(?:struck|crossed|took) (?:it )?out|(?:made|had|told) us (?:to )?(?:take|remove|change|delete)|(?:we|i) (?:would |will )?(?:don'?t|won'?t|never|can'?t|wouldn'?t) (?:do|say|claim|promise|make|sell|play)/i;

/** Viewers and buyers, whose words a host reads out. */
const TOLD =
  /(?:妈|爸|公|嬷|奶|爷|哥|姐|弟|妹|老公|老婆|媳妇|儿子|女儿|同学|同事|邻居|朋友|闺蜜)(?:还|就|都|老|总|昨天|跟我|天天)*(?:说|讲|以为|觉得|夸)|网友|弹幕|评论|留言|公屏|观众|粉丝|顾客|客人|买家|有(?:人|个|位|姐|宝|大)|(?:刚才|刚刚|的|^)那位|大家|\b(?:somebody|someone|people|a (?:viewer|customer|buyer|friend)|(?:in|on) (?:the )?(?:chat|comments|internet|online)|the chat|the comments)\b/i;
/** And the speaker keeps away from them: neither said nor vouched for here. */
const KEPT_OFF =
  /(?:这|那|您)[^，,。]{0,3}话我(?:可|是)?不认|(?:可|您|你)?别(?:再)?(?:这么|这样|那么)(?:说|讲|夸|捧|喊)|抬举|抬爱|过奖|我(?:才|就|可)?(?:不要(?=$|[，,。！!我他你昨今])|不喊|不干(?=$|[，,。！!])|拒绝|没答应)|不是(?:这样|那样|这么(?:回事|说))|小声(?:一?点)|(?:会|要|得)?(?:会)?(?:被|挨)罚(?!款?的)|号(?:就|会|要)没(?:了)?|我(?:就|赶紧|连忙)?(?:说|讲|回|跟[他她]说)[^，,。]{0,4}?(?:[这那它](?:个|就|只|才|明明)*是(?!啊|的|真|对|好)|不是(?!吗)|没有(?!错)|别(?:闹|瞎|乱|这么))|那是[^，,。！!]{0,6}?(?:在(?!我们|这)|打光|灯光|滤镜|化了?妆|底子|天生|年轻|运动|跑步|节食|没晒|办公室|自己)|(?:我们?|咱们?|本店|主播|官方|品牌方?)(?:自己|家)?(?:可|也|从来|都)?(?:没有?|不)(?:这么|那样|那么|这样)?(?:说|叫|讲|认|承认|宣传)过?(?!完|清|错|谎)|那(?:是|都是)(?:他|她|人家|别人|网友|个人)[^，,。]{0,6}(?:说|讲|感觉|看法|意见|话|叫)|(?:别|不要|不用)(?:太)?当真|不(?:作数|算数|评论|置评|站队)|欢迎讨论|没(?:有)?(?:任何)?(?:合作|授权|代言|关系)|(?:我|咱)(?:们)?(?:也)?没(?:有)?(?:查|核实|比|求证|测)过?|听听就(?:好|行)|(?:可|也|实在|真)?不(?:敢|能|好意思)(?:接(?!单)|收下?(?![货到钱费])|认(?!真)|领|应)|(?:我|咱)(?:们)?(?:就|也|可|最多)?只敢说|别害(?:我|主播)|(?:别|不要|少)(?:给|替|帮)?(?:我|主播)[^，,。]{0,2}(?:高帽|捧|吹|夸)|哪(?:里|儿)?有(?!比|这么)[^，,。！!]{1,8}的(?=$|[，,。！!啊呀])|担不起|受不起|不敢当|夸(?:张|过头|大)了|言重|\b(?:i'?m|we'?re) flattered\b|\b(?:wouldn'?t|not) go that far\b|\blet'?s not (?:get carried away|go overboard|oversell)\b|\b(?:that'?s|you'?re) (?:very |too |so )?(?:kind|generous)\b|\b(?:easy|calm down|steady),? (?:now|everyone|folks|guys)\b|\b(?:we|i) (?:have )?(?:never|didn'?t|don'?t|did not|do not) (?:say|said|claim|claimed|call|called)\b|\b(?:their|his|her) (?:words|opinion)\b|\bnot (?:our|my) words\b|\b(?:can'?t|couldn'?t) (?:confirm|vouch)\b/i;

/** What the seller has is said to be otherwise: the words were lent to it after all. */
const OWN_AFTER_ALL =
  /(?:但|可|不过|而|只有|唯独|除了)?(?:我们?家?|咱们?家?|本店|这款|我这|这个|它)(?:的|个|款|家|这[个款]|可|才|就|却|是)*(?:真的|真[能是有]|才是|就是(?!个|一|普通|[茶水皂布锅糖酒油米面](?=$|[，,。！!]))|不一样|不同|[能会]做到|有效|管用|敢|保证|例外)|\b(?:but|except|only) (?:ours|mine|this (?:one|is)|we|it(?!'s (?:just |only |still )?(?:an?|\d)))\b|\b(?:ours|mine|this one) (?:is|does|really|actually|works)\b/i;
/** Between the others and the words the talk comes back to the goods on sale. */
const BACK_TO_OWN =
  /但|可(?:是|我|它|这)|不过|却|(?:我们?|咱们?)(?:家|这|的)|咱家|本店|这款|这瓶|\bbut\b|\b(?:ours?|mine|this one)\b/i;

/** The turn is to the refusal itself: …，但这句我不能收. */
const TURNED_DOWN = /(?:但|可)[^，,。]{0,4}$/;

/** The words are winked at, not rejected: 全网最什么我不说，懂的懂. */
const WINKED = /自己(?:体会|品|脑补)|懂的|你们?懂|都懂|心里有数|\byou know\b/i;

/** So far may the others stand before the words. */
const REACH = 28;
const REACH_EN = 60;

/** E13: what viewers say is read out, and the speaker says that it is none of the shop's words. */
const keptOff = (before: string, span: string, rest: string): Finding | null => {
  const told = TOLD.exec(before.slice(-REACH_EN) + span) ?? TOLD.exec(rest.slice(0, REACH / 2));
  const off = KEPT_OFF.exec(span.slice(-6) + rest);
  if (!told || !off || BACK_TO_OWN.test(rest.slice(0, Math.max(0, off.index - 6)).replace(TURNED_DOWN, '')))
    return null;
  if (OWN_AFTER_ALL.test(rest)) return null;
  return {
    effect: 'clear',
    step: {
      id: 'disowned',
      outcome: 'clear',
      words: [told[0], off[0]],
      zh: '转述他人说法，说明并非本店的话',
      en: 'what others say, and none of the shop’s words',
    },
  };
};

/** The words by which somebody else is said to say `span`, and those by which it is rejected; `null` where there are none. */
export const rejectionAround = (
  before: string,
  span: string,
  rest: string,
  english: boolean,
): readonly string[] | null => {
  const head = before.slice(english ? -REACH_EN : -REACH) + span;
  const others = OTHERS.exec(head);
  if (!others) return null;
  const between = head.slice(
    others.index + others[0].length,
    Math.max(others.index, head.length - span.length),
  );
  if (BACK_TO_OWN.test(between)) return null;
  const verdict = DISOWNED.exec(rest);
  if (!verdict || BACK_TO_OWN.test(rest.slice(0, verdict.index)) || OWN_AFTER_ALL.test(rest)) return null;
  return [others[0], verdict[0]];
};

/**
 * E09 and E13 together: somebody else is said to say it, and the room is told not to believe it, what became of them, or that
 * the speaker does not do so. Words that run others down are not excused by it: they are what disparagement consists of.
 */
export const disowned: StepTest = ({ entry, language, before, span, after, next }) => {
  if (KINDS[entry.kind].group === 'viewer-signal') return null;
  if (WINKED.test(after + next)) return null;
  const kept = keptOff(before, span, after + next);
  if (kept) return kept;
  if (KINDS[entry.kind].group === 'disparagement') return null;
  const words = rejectionAround(before, span, after + next, language === 'en');
  if (!words) return null;
  return {
    effect: 'clear',
    step: {
      id: 'disowned',
      outcome: 'clear',
      words,
      zh: '转述他人说法并予以否定',
      en: 'what others say, told in order to reject it',
    },
  };
};
