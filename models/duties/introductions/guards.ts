/** What takes a product's coming or going back, in the words around it: folded, with figures. */

/** Was shown earlier: 二号链接刚才讲过了. Coming back to it is said in words of its own. */
export const PAST =
  /刚才|刚刚|之前|前面|昨天|昨晚|前天|上1?次|上1?场|上周|上个月|以前|早上那|讲过|说过|介绍过|看过|播过|过过|卖过|上过|拍过|\b(?:earlier|yesterday|last (?:time|week|night|stream)|already (?:showed|talked|covered|did|went)|we (?:did|showed|covered|had)|talked about)\b/;
export const BACK =
  /回到|回头|回过头|再|重新|返回|\b(?:back to|again|revisit|come back|one more (?:time|look))\b/;

/** Will come later: 等会儿给你们上三号. */
export const FUTURE =
  /等会|等1?下|等1会|待会|一会|1会|稍后|晚点|晚1?点|晚些|过会|过1会|过几分钟|后面(?:再|会|还)|后天|明天|明晚|明早|下场|下1?次|下周|下个?月|最后再|压轴再|今晚\d+点|\d+点(?:钟|半|整)?(?:再|准时|上|开|就)|快到\d|整点|即将|预告|\b(?:later|in a (?:bit|minute|moment|few|sec|second|while)|tomorrow|tonight at|soon|after (?:this|that)|at (?:the )?(?:end|\d+)|next (?:week|stream|time|month)|stay tuned)\b/;

/** Right before it: not now, or not at all. */
export const NOT_BEFORE =
  /(?:还没(?:有)?|还不|没有?|先不|先别|别|不要|不急着?|不着急|暂时不|暂不|不会|不能|不敢|不准|不给|不|未|\b(?:not|never|isn'?t|haven'?t|hasn'?t|don'?t|won'?t|can'?t|aren'?t|before (?:i|we)|no)\b)[^,。]{0,5}$/;

/** Somebody else's words or wish: 想看三号的扣1, 有人问三号链接. */
export const WISHED =
  /有人(?:问|说|要|想)|(?:在|都)?问(?!题|候)|想(?:要|看|买|拍|让|听)|(?:没|已经)?(?:抢|拍)(?:到|了|过)的|没拍到|买过|谁(?:要|想|拍|没)|哪(?:个|位|些)(?:姐妹|宝宝|家人|想)|让我(?:讲|看|上)|要我(?:讲|看|上)|(?:要|想)不(?:要|想)|\b(?:(?:someone|somebody|people|you guys|y'?all|chat) (?:asked|asks?|wants?|said|(?:are |is )?asking|were asking)|asking (?:about|for|if)|(?:do you|who|if you|anyone|you) wants?|should (?:i|we)|want me to|can (?:you|i|we) (?:see|show))\b/;

/** Hangs on something: 点赞到1万上链接, 等人齐了再开. */
export const CONDITION =
  /如果|要是|假如|只要|等(?!级)[^,。]{1,10}(?:再|之后|以后|就|了)|凑够|凑齐|满\d+|(?:点赞|人数|在线|关注|赞)(?:到|够|破|过|满)(?:了)?\d|(?:到|够|破|过)(?:了)?\d+(?:万|千|人|单|赞|个赞|w|k)|\b(?:if|once|as soon as|when we (?:hit|get|reach)|until)\b/;

/** Nearly gone, or gone only if: 快卖完了, 卖完就没有了. */
export const NEARLY =
  /(?:快|快要|马上|就要|要|差点|差不多|即将|会|怕|还没|没|不|如果|要是|等|直到|未|别等|等到|每次|上1?次|昨天|上1?场|之前|\b(?:almost|nearly|about to be|gonna be|going to be|will be|not|before (?:it|they|we|it'?s|they'?re|we'?re)|once|if|when|until|last time|usually|always)\b)[^,。]{0,8}$/;
export const GONE_ONLY_IF =
  /^(?:了)?(?:\d|好几|几|过|超|就|为止|即止|不补|不再|之前|以后|之后|的话|下架|再|为止|恢复|吗|没|么|\?)/;

/** Right of a number: a day, a colour, a battery, a size. */
export const NO_LINK_AFTER =
  /^(?:号|个)?(?:晚|早|中午|下午|上午|凌晨|发|到货|到期|之前|以前|前|之后|以后|开始|仓|色|电池|线|楼|店|位|选手|码|字|院|厅|馆|门|月|人|生产|出厂|的货|这天|那天|当天|左右|截止|结束|开播|开奖|直播(?!间)|统一|陆续|收到|采摘|摘|房|桌|车间|模特|主播|嘉宾|助理)/;
/** Left of a number: a date, a size. */
export const NO_LINK_BEFORE =
  /(?:月|月份|今年|这个?月|本月|下月|到|截止|截至|穿|买|选|在|是|日期|从|\d|[-~至])$/;

/** Beside a name: held against it, or given with it. */
export const BESIDE_OTHER =
  /(?:跟|和|像|比|配|送|搭|搭配|加上|除了|不是|没有|同|与|代替|配合|买过|上次|刚才|之前|还有|以及|赠|\b(?:with|like|than|and|or|versus|vs|unlike|besides|free|not)(?: (?:the|a|our|this|that))?) ?(?:(?:这|那|我们|咱)?的?1?[个款件盒瓶份包袋双]?)?$/;

/** What follows a cue and is no product: 给大家介绍一下尺码. */
export const NO_PRODUCT =
  /^(?:1?下)?(?:到这|到此|好消息|很多|许多|1些|满满|各种|超多|不1样|秒杀|1个好|1波|1轮|1场|讲|说|看|聊|问题|福利|活动|优惠|玩法|规则|故事|知识|功效|效果|细节|背景|品质|抽奖|红包|福袋|惊喜|大家|家人|姐妹|宝宝|价格|机制|力度|使用|怎么|如何|为什么|什么|一下|1下|1遍|评价|好评|销量|数据|表演|唱|跳|答疑|回复|回答|时间|几点|朋友|老师|自己|主播|嘉宾|助理|礼物|话题|环节|屏幕|镜头|公屏|评论|弹幕|右下|左下|左上|右上|下方|上方|月|年|周|场|次|秒|句|段|步|位|轮|批|站|阶段|(?:questions?|(?:a )?(?:giveaway|break|story|minute|second|comments?|chat)|how|why|what|you|me|everyone|everybody|guys|it|that|the (?:chat|comments|price|deal|details?|size|colou?rs?|questions?|giveaway))\b)/;
