/** Letters and figures of the basic plane, looked up; what is beyond it only the pattern knows. */
const IS_WRITTEN = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  /^[\p{L}\p{N}]$/u.test(String.fromCharCode(unit)) ? 1 : 0,
);
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const withoutMarks = (text: string): string => {
  let written = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isSurrogate(unit)) return text.replace(/[^\p{L}\p{N}]+/gu, '');
    if (IS_WRITTEN[unit] === 1) continue;
    written += text.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? text : written + text.slice(from);
};

/** Longest sound that is drawn out, in UTF-16 units. */
const SOUND_UNITS = 6;
/** Whether anything may stand three times in a row: asking that first costs a tenth of looking for what it is. */
const mayBeDrawnOut = (text: string): boolean => {
  for (let size = 1; size <= SOUND_UNITS; size += 1)
    for (let at = size, same = 0; at < text.length; at += 1) {
      same = text.charCodeAt(at) === text.charCodeAt(at - size) ? same + 1 : 0;
      if (same === size * 2) return true;
    }
  return false;
};

/** What a line says without the marks, spaces, emoji and drawn-out sounds that make two of the same look different. */
export const lineKey = (folded: string): string => {
  const written = withoutMarks(folded.toLowerCase());
  const short = mayBeDrawnOut(written) ? written.replace(/(.{1,3}?)\1{2,}/gu, '$1$1') : written;
  return short.replace(/[啊呀哦噢呢吧啦喔哈诶耶嘞哟]+$/, '');
};

/** Greetings, cheers and fillers: what is left of a line without them is what it says. */
const CHEERS =
  /主播|小姐姐|小哥哥|姐妹们?|家人们?|宝宝们?|大家|老板娘?|老师|助理|晚上好|早上好|下午好|中午好|你好|哈喽|来了|来啦|报到|打卡|前排|第一次来|新人|加油|冲鸭|冲冲|厉害了?|好看|漂亮|好美|美美|帅气|好帅|可爱|辛苦了?|支持|爱你|么么|谢谢|感谢|恭喜|欢迎|祝|生日快乐|新年快乐|节日快乐|已?关注了?|点赞|点关注|不迷路|粉丝团|灯牌|唱歌|好听|声音|哈+|6{2,}|8{2,}|\d+/gu;
const CHEERS_EN =
  /\b(hi|hey|hello|hiya|good (morning|evening|afternoon)|everyone|all|guys|from|first time( here)?|here|love (you|this|it|the stream|the show)|lol|wow|congrats|congratulations|thanks?|thank you|happy birthday|go|nice|cute|pretty|beautiful|gorgeous|following|followed|host)\b/g;

const ASKS =
  /[?？]|[吗么嘛]$|呢$|多少|怎么|什么|哪里|哪个|在哪|有没有|能不能|可不可以|是不是|几点|几号|几个|求(链接|补|讲|上)|讲一下|看一下|看看|试一下|how (much|many|long|do|to|can)|\b(where|when|what|which|who|does|do you|is (it|this|there)|are (they|these)|can (i|you|we)|could you)\b/;
/** Orders and calls for the link: what buyers write by custom. */
const ORDERS =
  /^(我?(也|都|还)?(想要|要|已|拍|买|下单|付|加购|抢到|没抢到|蹲|等|收到|领到)|上(链接|车|架|货)|补(货|链接|库存)|\+|再来|有货|\d+号|i (want|ordered|need)|ordered|sold|mine|restock|link)/;
const PRAISE =
  /值|好用|好吃|好穿|好喝|好看又|回购|推荐|信我|相信我|闭眼|囤|效果|质量|品质|不错|超级|真的|太|比.{1,6}(还|更)?好|都在用|都用|一直用|用了|没踩雷|放心|正品|划算|便宜|舒服|满意|喜欢|赞|绝了|良心|靠谱|神器|无限|amazing|best|great|love|recommend|bought|again|worth|works|perfect|quality|legit|trust/;

/** A line of fewer characters says too little to be somebody's script. */
const SUBSTANCE_MIN = 5;
/** From here on the same line from many accounts is no custom, whatever it says. */
const LONG_MIN = 10;
const WORDS_MIN = 3;
const LONG_WORDS_MIN = 6;

/** Han characters of the basic plane, looked up; of any other plane only the pattern knows. */
const IS_HAN = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  /^\p{Script=Han}$/u.test(String.fromCharCode(unit)) ? 1 : 0,
);
const hanIn = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) count += IS_HAN[unit] as number;
    else if (/^\p{Script=Han}/u.test(text.slice(at, at + 2))) count += 1;
  }
  return count;
};

/**
 * Whether the same line from many accounts would mean anything: not a greeting, a cheer, a question, an order or a sign.
 * @param folded the line, folded: Simplified, lower case.
 */
export const saysSomething = (folded: string): boolean => {
  const plain = folded.toLowerCase();
  if (ASKS.test(plain)) return false;
  const praises = PRAISE.test(plain);
  if (!praises && ORDERS.test(plain.trim())) return false;
  const left = plain.replace(CHEERS, '').replace(CHEERS_EN, '');
  const chinese = hanIn(left);
  if (chinese >= SUBSTANCE_MIN) return praises || chinese >= LONG_MIN;
  const words = left.match(/[a-z']+/g)?.length ?? 0;
  return words >= WORDS_MIN && (praises || words >= LONG_WORDS_MIN);
};
