/** How asking looks, in folded clauses. */

const ASKING =
  '多久|多长|多少|多大|多重|多高|好多|几|什么|啥|咩|怎么|咋|怎样|怎算|如何|哪|边度|边个|边间|点样|点(?=[用食算办整洗煮保存寄卖样做])|几耐|多钱|谁|吗|嘛|是不是|系咪|还是|有没|有冇|有无|有木有|能不能|可不可以|可唔可以|能否|可否|是否|要不要|会不会|含不含|包不包|邮不邮|支不支持|高不高|好不好|\\?';

/** A clause that may ask at all. */
export const ASKS = new RegExp(
  `${ASKING}|[不没么呢否]$|没有$|[的了人播]吧$|^(?:不|唔)(?:合身|合适|喜欢|想要|好用|好吃|啱|吃)了?$|大小(?:不|唔)(?:对|啱)|请问|想问|问一?下|想知道|^求|[说讲报看念发晒]一?(?:下|看|遍)|介绍|告诉|给看|怎么办|(.)[不唔]\\1|有.{1,4}(?:没|不|冇)$`,
);

/** Right of a noun: 保质期大概是多久, 运费呢, 质保有吗. */
export const ASKS_AFTER = new RegExp(
  `^[^,]{0,7}?(?:${ASKING})|^[^,]{0,6}(?:[不没么呢否]|没有|[的了]吧)$|^(?:一?下|能|可以|给)?(?:我们?|大家)?(?:说|讲|报|看|念|介绍|发|拍|晒|给看|给)`,
);

/** Left of a noun: 有没有运费险, 请问产地, 说下保质期, 什么材质. */
export const ASKS_BEFORE = new RegExp(
  `(?:${ASKING.replace('|\\?', '').replace('|吗|嘛', '')}|请问|想问|问一?下|想知道|求(?:个|一下)?|[说讲报看念发晒]一?(?:下|看|遍)|看看|介绍一?下?|告诉我?们?|给看|想看|没说|没讲)[^,]{0,5}$`,
);

/** The end of a clause asks for all of it: 有三年质保的吗. */
export const ASKS_AT_END = /(?:[吗嘛么咩?否]|是不是|对不对|对吗|有没有|[有能含带包支持].{0,8}[不没]|没有)$/;

/** What stands beside a noun that is asked for by its name alone. */
export const BESIDE_NAMES =
  /请问|主播|老板娘?|老师|小姐姐|小哥哥|姐姐|哥哥|宝子|亲|客服|你好|您好|在吗|[一二三四五六七八九十\d]+号(?:链接|款|的)?|这个|那个|这款|那款|这件|这|那|它|和|跟|还有|以及|及|与|的|呢|啊|呀|哦|喔|嗯|诶|哎|额|呃|嘞|哈|吖|捏|求|看看|怎么样|信息|号码|编号|具体|详细|链接|产品|商品|\s|[.。·~!:+&/、]|\b(?:the|a|of|on|this|that|it|for|pls|plz|please|info|and|about|your|hi|hey|hello|details?|check|what|number|any|whats|u|ur)\b/g;

/** Asks nobody: 多少钱都买, 还要什么质保, 谁会退啊, 管它多少钱. */
export const RHETORICAL =
  /(?:多少|多久|什么|啥|哪里?|谁|怎么|几)[^,?吗]{0,5}(?:都|也)(?!是|有|包|含|不说|没说)|(?:管他|管它|(?<!管)不管|无所谓|随便|任它|任他|甭管|爱|不在乎|没关系|不重要|都行|都可以|都值|都买|都要|不香|不嫌)|还(?:要|用|需要|管|看|在乎|问)(?:什么|啥|它|他|吗)?(?!付|交|给|出|加|收|多少|几)(?:质保|保质期|运费|退|产地|价格|成分|问|说|想|犹豫|考虑|自行车|看|介绍)|(?:用得着|犯得着|用的着)|重要(?:吗|么|嘛)|有(?:什么|啥)(?:用|意义|关系|好(?:问|说|退|怕|犹豫|担心))|谁(?:会|敢|还|能|要|舍得|在乎|管|不)(?!产|卖家|发货|出|付)|哪(?:有|会|能|敢|舍得|来)(?!.{0,6}(?:卖|买|证书|检疫))|怎么(?:可能|会|舍得|好意思|这么|那么|还不|还没|都)|难道|何必|何苦|岂不是|不就是|不是挺好|这么(?:便宜|贵|好|香|多).{0,6}(?:谁|吗|吧|\?)|凭什么|为什么|为啥|干嘛|什么鬼|算什么|说什么|没什么|不(?:怎么|知道怎么夸)|多少有点|多少沾点|你说呢|想什么呢|什么(?:神仙|绝世|宝藏|仙女)|不就(?:是|几)|(?:退货|回购|复购|好评|差评)率|送(?:给)?(?:老人|女朋友|男朋友|妈妈?|爸爸?|长辈|朋友|孩子|老婆|老公|领导|闺蜜).{0,4}(?:可以|合适|行|好)|(?:爱情|感情|友情|单身|快乐|颜值|青春|婚姻|男朋友|女朋友|老公|老婆|对象|前任|闺蜜|男人|主播的|工资|钱包|我的心|人生)(?:的|有|能|可以|会|多少钱|怎么卖|包|也|是不是|都)?.{0,3}(?:保质期|质保|退|过期|包邮|换|保修|三包|售后|无理由|产地|卖|成分|期|多少钱|多大|多高)/;

/** Of an order already made: for the customer service, no question on the product shown. */
export const OWN_ORDER =
  /(?:怎么|为什么|咋|为啥)还(?:没|不)|还没(?:发货?|收到|到|退)|我(?:的|那个?)?(?:订单|快递|单子|退款)|催(?:一下|发货|促)|我(?:上次|昨天|前天|上周|之前|刚才?)?(?:(?:买|收到|拍)的|(?<=次|天|周|前|刚|才)(?:买|拍|下单|收到|订))(?!.{0,8}(?:一样|同款))|\b(?:my (?:order|package|parcel)|i (?:ordered|bought|got|received))\b/;

/** Laughter makes a question on a person a joke. */
export const LAUGHS = /哈{2,}|hh+|233|狗头|笑死|doge|😂|🤣|😆|\blol\b|\blmao\b|\bhaha/i;
export const OF_PERSON =
  /^(?:那|请问)?(?:主播|你|我|他|她|模特|小哥哥?|小姐姐|嘉宾|助播|帅哥|美女|哥哥|姐姐|老板)(?:的)?(?:能|可以|包|多少|怎么卖|保质期|质保|支持|送|几|有没有|退|是|什么|保|会|过期)/;

const OPENERS =
  "(?:(?:hey|hi|hello|ok|okay|so|and|but|um|uh|wait|please|pls|plz|also|sorry|btw|quick question|question|excuse me|host|guys?|sir|miss|girl|babe|yo|oh|then|now|just|well|like|again|ma'?am|sis|for real|seriously)[ ,:]*)*";

/** English that asks: it begins with a word of asking, or ends in a mark, or says that it wants to know. */
export const ASKS_ENGLISH = new RegExp(
  `\\?$|^${OPENERS}(?:what|where|when|who|how|which|whose|cost|sold by|made in|made where|is|are|r|was|were|does|do|did|can|could|will|would|any|anything|has|have|should|may|am|made|got (?:a|an|any|your)|name of|ships?|shipping(?= (?:to|cost|costs|fees?|price|free|for))|whats|wheres|whos|hows|anyone know|isn'?t|aren'?t|doesn'?t|price)\\b(?!'s not to)|\\b(?:tell (?:us|me)|wondering|wanna know|want to know|like to know|curious|do you know|know (?:if|how|what|when|where|who)|let (?:us|me) know|show (?:us|me)|asking|didn'?t (?:say|mention)|repeat)\\b|\\b(?:what|which) size\\b|^(?:real|solid|genuine|natural|new|fresh|fridge|ai)\\b.{1,20}\\bor\\b|\\b(?:where|when)$`,
);

export const RHETORICAL_ENGLISH =
  /\bwho (?:cares|needs|wouldn'?t|doesn'?t|would (?:return|refuse|say no))\b|\bdoes it (?:even )?matter\b|\bhow (?:cool|cute|good|great|nice|amazing|awesome|pretty|beautiful|dare|could you not|can you not|am i supposed|crazy|insane|lovely|gorgeous|on earth)\b|\bwhat'?s not to\b|\bwhy (?:would|not|is|are|do|does)\b|\bis it just me\b|\bisn'?t (?:it|that|this|she|he) (?:great|amazing|lovely|cute|gorgeous|so)\b|\bwhat a\b|\bno matter\b|\bdon'?t care\b|\b(?:are|is) (?:you|he|she) (?:single|married|returnable|included)\b|\b(?:my|his|her|your) (?:husband|boyfriend|wife|ex|girlfriend|marriage|love life)\b.{0,25}\b(?:return|refund|warranty|expire|come with)|\b(?:return|refund|warranty|exchange).{0,20}\b(?:my|a) (?:husband|boyfriend|wife|ex|girlfriend|kids?|mother in law)\b|\bhow much (?:i|we) (?:love|want|need)\b|\bdo i (?:look|really|even)\b/;
