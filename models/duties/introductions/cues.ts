import type { Spotted } from './spot.ts';

/** One way of saying that a product comes, opens, goes or is gone; tried on a folded sentence with figures. */
export interface Cue {
  readonly action: Spotted['action'];
  readonly pattern: RegExp;
  /** 0 to 1, of the words alone: a number or a name of the cart beside them adds to it. */
  readonly weight: number;
  /** Says nothing without a number or a name. */
  readonly needsProduct?: true;
  /** Led by a number alone: where several are told of, it is an overview. */
  readonly ledByNumber?: true;
  /** The product's name or number follows the words. */
  readonly nameFollows?: true;
}

/** As recognisers write it too. */
const LINK = '(?:[链连练炼联][接结]|小黄车|购物车|link)';
const US = '(?:我们|咱们|咱|我|大家|给大家|给你们|为大家|跟大家|帮大家|给姐妹们|给家人们|给宝宝们|给宝子们)';
const SO = '(?:呢|啊|就|要|是|再|来|先|马上|那|然后|,| )';
const ONE =
  '(?:1?[个款件样品组道双台瓶盒条颗支罐份套包箱位只](?!月|小时|半|多|人都|问题|字|环节|话题)|1样|产品|商品|品|宝贝|好物|链接|单品)';

const TO_YOU = '(?:给大家|给你们|给姐妹们|给家人们|跟大家|跟你们|带大家|带你们)?';

/** Where a product comes. */
export const INTRODUCED: readonly Cue[] = [
  {
    action: 'introduced',
    weight: 0.75,
    needsProduct: true,
    nameFollows: true,
    pattern:
      /(?:切|转|换|跳|回)(?:到|回|回到)(?:我们|咱们)?的?(?:刚才|之前|前面)?的?(?:这个|那个)?(?=第?\d+(?:号|个))/,
  },
  {
    action: 'introduced',
    weight: 0.75,
    nameFollows: true,
    pattern: new RegExp(
      `(?:接下来|紧接着|接着|接下去)${SO}{0,6}${US}{0,2}${SO}{0,6}(?:(?:看|讲|说|上|介绍|带来|分享|推荐|准备|吃|试|卖|聊|开箱|拿出)(?:一下|1下|的|到)?)?(?:是|这|我们)*(?:这)?(?:${ONE}|\\d+号)`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.7,
    nameFollows: true,
    pattern: new RegExp(
      `(?:接下来|下面|紧接着|接着|再来|首先|最后|现在|今天|好)?${SO}{0,6}(?:给大家|给你们|为大家|跟大家|帮大家|给姐妹们|给家人们|给宝宝们|给宝子们|给各位|为各位)${SO}{0,6}(?:带来|介绍|推荐|带来了|上新|安排|准备了?|分享|带了)(?:一下|1下|的是|的|了)?(?:是)?(?:我们的|我们家的|这个|这)?(?:${ONE})?`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.6,
    needsProduct: true,
    nameFollows: true,
    pattern: new RegExp(
      `(?:接下来|接着|下面|紧接着)${SO}{0,6}${US}?${SO}{0,6}(?:看|讲|说|上|介绍|带来|分享|推荐|吃|试|卖|聊|是)`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.7,
    needsProduct: true,
    nameFollows: true,
    pattern: new RegExp(
      `(?:来|先|再|现在|开始|我们|咱们|咱|那|回到|回过头|回头|重新|返回)${SO}{0,6}(?:来)?${TO_YOU}(?:看|讲|说|介绍|聊|上|进|切到?|换|转到?|过|到|吃|试)(?:一下|1下|1遍|下|看|到|回)?(?:我们|咱们|我们家|今天)?的?(?:这个|这款|刚才的?)?(?=第?\\d+(?:号|个${LINK}))`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.65,
    needsProduct: true,
    nameFollows: true,
    pattern: new RegExp(
      `(?:来|先|再|现在|开始|我们|咱们|咱|那|回到|重新)${SO}{0,6}(?:来)?${TO_YOU}(?:看|讲|说|介绍|聊|上|切到?|换|转到?|过|到|吃|试|给你们看|给大家看)(?:一下|1下|1遍|下|看|到|回)?(?:我们|咱们|我们家|今天)?的?(?:这个|这款|这1款|这件|这双|这套|这瓶|这盒|这颗|这组|这台|这支|这条|这箱)?(?=.{2,})`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.6,
    needsProduct: true,
    nameFollows: true,
    pattern:
      /(?:现在|目前|正在|今天|我手上|手里|手上)(?:讲|说|介绍|看|拿|卖|推)?的?(?:这个|这款)?(?:就)?是(?:我们)?的?(?=第?\d+(?:号|个))/,
  },
  {
    action: 'introduced',
    weight: 0.65,
    ledByNumber: true,
    needsProduct: true,
    nameFollows: true,
    pattern: new RegExp(
      `(?:来|好|那|ok|诶|来来来|看)?(?=\\d+号${LINK}?(?:这个|这款|是|就是|它是|来|呢|,|啊)(?!.{0,4}(?:讲过|说过|介绍过|卖完|没了|抢完|拍完)))`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.7,
    nameFollows: true,
    pattern: new RegExp(
      `(?:来到|进入|上到|来看|迎来|有请|上1?个?|到了?)${SO}{0,6}(?:我们)?(?:的|今天的)?(?:下1?(?:个|款|件|样|品|组|道|套)|第\\d+(?:个|款|件|样|组|道|品)|重头戏|压轴|王炸|主推款?|新品|今天的主角|福利款)(?!${LINK}?.{0,2}(?:月|人|问题|小时))`,
    ),
  },
  {
    action: 'introduced',
    weight: 0.7,
    nameFollows: true,
    pattern:
      /下1?(?:个|款|件|样|组|道|套)(?:产品|商品|品|宝贝|链接|单品)?(?:就|我们)?(?:是|要讲的?|给大家|来看|上|我们)/,
  },
  {
    action: 'introduced',
    weight: 0.6,
    nameFollows: true,
    pattern:
      /(?:今天|今晚)?(?:先(?:吃|讲|看|上|说|来|卖|试)|第1(?:个|款|件|样)(?:产品|商品|品)?(?:就)?(?:是|我们|给大家|先|讲|来|上))/,
    needsProduct: true,
  },
  {
    action: 'introduced',
    weight: 0.8,
    nameFollows: true,
    pattern:
      /\b(?:next up(?: is| we have| we've got)?|next,? (?:we|i)(?:'ve got| have(?: got)?|'re doing|'ll do|'m showing)|up next(?: is| we have)?|(?:the )?next (?:one|item|product|thing|piece|up)(?: is| we have|'s|,)?|first up(?: is)?|last up(?: is)?|on to (?:the )?next(?: one| item)?(?: which is)?|coming (?:at|to) you next)[ ,:]*/,
  },
  {
    action: 'introduced',
    weight: 0.75,
    nameFollows: true,
    pattern:
      /\b(?:mov(?:e|ing) on to|switch(?:ing)? (?:over )?to|start(?:ing)? (?:off )?with|kick(?:ing)? off with|introduc(?:e|ing)|bring(?:ing)? out)[ ,:]*(?=(?:the|our|a|an|this|these|my|some|link|item|number|lot)\b)/,
  },
  {
    action: 'introduced',
    weight: 0.75,
    nameFollows: true,
    needsProduct: true,
    pattern:
      /\b(?:let'?s|we'?re|we are|i'?m|gonna|going to|we'll|now|let me|we|i) ?(?:gonna |going to |just |now )?(?:mov(?:e|ing) on to|switch(?:ing)? to|jump(?:ing)? (?:in)?to|go(?:ing)? (?:back )?to|get(?:ting)? (?:in)?to|start(?:ing)? with|kick(?:ing)? off with|look(?:ing)? at|take a look at|talk about|show you|introduce|bring out|check out|mov(?:e|ing) to|come back to|revisit)[ ,:]*/,
  },
  {
    action: 'introduced',
    weight: 0.7,
    nameFollows: true,
    needsProduct: true,
    pattern:
      /\b(?:moving on to|now (?:for|on to|onto)|on to|onto|back to|switching to|this (?:one )?(?:here )?is(?: our| the)?|here we have|here'?s(?: our| the)?|now we have|we have|say hello to|meet(?: our| the)|this is(?: our| the)?)[ ,:]*(?=.{3,})/,
  },
  {
    action: 'introduced',
    weight: 0.65,
    nameFollows: true,
    ledByNumber: true,
    needsProduct: true,
    pattern:
      /(?=\b(?:link|item|lot|product|number|no\.?|#) ?(?:number |no\.? ?|#)?\d+\b ?(?:is (?!now (?:live|open|up)|coming|later|next week|live|up|open|sold|out|gone|closed|back|a\b|still)|,|:|here|next))/,
  },
  {
    action: 'introduced',
    weight: 0.65,
    needsProduct: true,
    nameFollows: true,
    pattern: /下1?(?:个|款|件|样|组|道|套|双|支|瓶|盒)(?:产品|商品|品|宝贝|链接|单品)?[,:啊呢]*(?=.{2,})/,
  },
  {
    action: 'introduced',
    weight: 0.65,
    needsProduct: true,
    ledByNumber: true,
    nameFollows: true,
    pattern:
      /^(?:(?:ok|okay|alright|all right|so|now|and)[ ,]+)+(?=(?:link|item|lot|product|number|#) ?(?:number )?\d+)(?!.{0,20}\b(?:live|open|up|sold|out|gone|closed)\b)/,
  },
];

/** Where a link opens, or orders are called for. */
export const OPENED: readonly Cue[] = [
  {
    action: 'link-opened',
    weight: 0.8,
    pattern: new RegExp(
      `(?:上|开|放|挂|弹|推|改价?开|打开|安排|给)(?:一下|1下|1个|个)?(?:我们的?|这个|大家)?(?:第?\\d+(?:号|好|个))?(?:的)?${LINK}(?!的|呢|里|那|旁|下|讲|说|刚)`,
    ),
  },
  {
    action: 'link-opened',
    weight: 0.8,
    pattern: new RegExp(
      `(?:第?\\d+(?:号|个|好)?)?${LINK}(?:都|也|已经|现在|刚刚|刚|给大家|给你们|给到|帮你们|全部|马上|就)*(?:上(?:了|好|去|车|架|啦|咯|喽)|开(?:了|啦|咯|好|着|抢|拍|放|卖|价)|打开|挂(?:上|好|出)|弹(?:出|上|好)?|放(?:出|上|好)|推(?:出|上)|可以(?:拍|下单|买|抢)|能拍|有库存了|来(?:了|啦|咯)(?!的))`,
    ),
  },
  {
    action: 'link-opened',
    weight: 0.75,
    pattern: /(?:^|[,。! ])?\d+号(?:已经|现在|刚刚)?(?:开了|上了|上架了|开拍|开抢|可以拍|可以下单|能拍了)/,
  },
  {
    action: 'link-opened',
    weight: 0.6,
    pattern:
      /(?:3 ?,? ?2 ?,? ?1|54321)[,! ]*(?:上|开|走|拍|抢|go)|(?:现在|可以|开始|赶紧|直接|已经)(?:可以)?(?:开拍|开抢|开价|下单了|拍了|开始拍|抢了|喊单|下标|登记了)|开放(?:下单|喊单|下标|登记|购买)|上车了|库存(?:已经)?(?:上了|放了|加了|补上了)|开团|开卖/,
  },
  {
    action: 'link-opened',
    weight: 0.5,
    pattern:
      /(?:要的|喜欢的|想要的|需要的|要带的)[^,。]{0,6}(?:喊|留言|留|打|刷|扣)?(?:\+1|加1)|(?:喊|留言|打)(?:\d+|[a-z]\d*)?(?:号)?(?:\+1|加1)|[a-z]?\d+号?(?:喊)?\+1/,
  },
  {
    action: 'link-opened',
    weight: 0.8,
    pattern:
      /\b(?:links?|cart|listing|drop)(?: number)? ?(?:\d+)?(?: is|'s| are|'re)?(?: now| already| finally)? (?:live|up|open|active|out|posted|pinned|dropped|on(?: the)? screen|in the (?:chat|cart|bio|basket))\b|\b(?:number|item|link|lot) \d+(?: is|'s)(?: now)? (?:live|open|up for grabs|available)\b|\b(?:open(?:ing)?|dropp?(?:ing)?|post(?:ing)?|put(?:ting)? up|pin(?:ning)?|push(?:ing)?)(?: up)? (?:the |your )?(?:link|cart|listing)\b|\bit'?s (?:now )?live\b|\byou can (?:now )?(?:order|buy|grab|get) (?:it|this|yours) (?:right )?now\b|\bgo grab it\b|\borders are open\b/,
  },
  {
    action: 'link-opened',
    weight: 0.75,
    pattern:
      /(?:补|加|放|上)(?:了|1?些|点)?(?:\d+)?(?:单|个|件|份|组)?的?库存|开单(?:了|啰|啦|咯|$)|(?:给大家|直接|现在|来)开价|上车(?:吧|啦|咯|啰|$)|\d+号[^,。]{0,6}上架(?:了|啰|啦|咯|$)/,
  },
  {
    action: 'link-opened',
    weight: 0.75,
    pattern: new RegExp(
      `把(?:我们的?|这个)?(?:第?\\d+号)?${LINK}(?:给大家|给他们|再|先|重新|都|也)*(?:上|开|挂|弹|放|推)|${LINK}(?:上|开|挂|弹)1下`,
    ),
  },
  {
    action: 'link-opened',
    weight: 0.6,
    pattern: new RegExp(
      `\\d+号(?:${LINK})?(?:直接|赶紧|现在|可以)*(?:去拍|拍(?=$|[,。!起走吧])|去抢|去下单)|(?:去|直接|赶紧|现在|快去)拍\\d+号`,
    ),
  },
];

/** Where nothing of it is left. */
export const SOLD_OUT: readonly Cue[] = [
  {
    action: 'sold-out',
    weight: 0.8,
    pattern: new RegExp(
      `(?:卖|抢|拍|秒|清)(?:完|光|空|没|罄)了?|售罄|完售|没(?:有)?库存了|库存(?:已经)?没(?:有)?了|库存(?:清零|空了|为0|已空)|断货了|没货了|\\d+号(?:${LINK})?(?:已经)?没(?:了|有了)|(?:已经|全部|给)?下架了`,
    ),
  },
  {
    action: 'sold-out',
    weight: 0.8,
    pattern:
      /\b(?:sold out|out of stock|all gone|no more (?:stock|left)|we'?re out of|stock is gone|that'?s the last one gone)\b/,
  },
];

/** Where the host is done with it. */
export const PUT_AWAY: readonly Cue[] = [
  {
    action: 'put-away',
    weight: 0.75,
    pattern:
      /(?:这1?(?:个|款|件|样|品|双|套|盒|瓶|组|道)|它|\d+号(?:链接)?|这边|产品)?(?:就|我|我们|先|已经|都|也|给大家)*(?:讲|说|介绍|聊|过|播)(?:完|好)(?:了|啦|咯|哈|,|。|$)|(?:这1?(?:个|款|件|样|品)|它|\d+号)(?:就|我们|先)*(?:过了|过掉|过吧|先过|就过|pass|到这(?:里|边)?|先到这|先这样|先放(?:1边|着|下)|撤了|收了|收起来|结束了|不讲了)/,
  },
  {
    action: 'put-away',
    weight: 0.7,
    pattern:
      /(?:^|[,。!好ok ])(?:过款|过品|切品|转品|切款|过了过了|过过过|来过款|准备过款|我们过款)|(?:换|切|转|进|过|来|上|到|看|讲|走)(?:到|下|我们的?)*下?1?(?:下1?(?:个|款|件|样|品|组|双|套)|品)(?:品|产品|链接|商品|了|吧|啊|哈)?(?=$|[,。! 啊了吧哈])|换1?(?:个|款)(?:产品|品|链接|商品)?(?:了|吧|讲|看|$)|下1?(?:个|款|件|样|品|位)(?:走|来|上|准备|开始|链接)?(?:起|了|吧|!)?$/,
  },
  {
    action: 'put-away',
    weight: 0.75,
    pattern:
      /(?:关|收|撤|(?<![1一看来说讲绍接])下|收回|关闭)(?:一下|1下|了|掉)?(?:我们的?|这个)?(?:\d+号)?(?:链接|连结|链结|连接)(?!到|里|的|方|面|1?单|3|去|看|拍)|(?:链接|连结)(?:已经|我|现在|马上|给|先)*(?:关|收|撤|下架)(?:了|掉|回)/,
  },
  {
    action: 'put-away',
    weight: 0.7,
    pattern:
      /\b(?:that'?s (?:it|all|a wrap) (?:for|on|with) (?:this|that|the|these|number|item|link)|that wraps (?:it )?up|(?:i'?m|we'?re|we are) (?:all )?done with|done with (?:this|that|number|the)|moving on(?! to)|let'?s move on(?! to)|(?:closing|taking down|pulling) (?:the )?(?:link|listing|it)|(?:link|listing|cart)(?: is|'s) (?:closed|closing|down|off)|put(?:ting)? (?:this|that|it) (?:one )?away|next one please)\b/,
  },
  {
    action: 'put-away',
    weight: 0.75,
    pattern:
      /(?:讲|说|介绍|聊|看|就|先)到(?:这|此)(?:里|边|儿)?|(?:\d+号)?(?:收单|结单|关单|截单|封单)(?:了|啰|咯|啦|$)|直接换(?:$|了|品|款|下)|(?:链接|连结|链结)(?:我|先|给|已经)*下(?:了(?!单)|掉)/,
  },
];
