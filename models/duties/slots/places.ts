import { CHINESE_COUNTIES } from './county-names.ts';
import { CHINESE_PLACES, ENGLISH_PLACES } from './place-names.ts';

const CHINESE = new Map<number, string[]>();
for (const name of new Set(`${CHINESE_PLACES} ${CHINESE_COUNTIES}`.trim().split(/\s+/))) {
  const key = (name.charCodeAt(0) << 16) | name.charCodeAt(1);
  const names = CHINESE.get(key) ?? [];
  names.push(name);
  CHINESE.set(
    key,
    names.sort((a, b) => b.length - a.length),
  );
}
/** With what units a known Chinese place begins. */
export const PLACE_STARTS = new Uint8Array(65536);
for (const key of CHINESE.keys()) PLACE_STARTS[key >>> 16] = 1;

/** By first word, longest first. */
const ENGLISH = new Map<string, string[]>();
for (const name of ENGLISH_PLACES.replaceAll('\n', '').split('|').filter(Boolean)) {
  const first = /^[a-z]+/.exec(name)?.[0] ?? name;
  ENGLISH.set(
    first,
    [...(ENGLISH.get(first) ?? []), name].sort((a, b) => b.length - a.length),
  );
}
const COUNTY = /county [a-z]+/y;

/** "us" and the like stand in place only after a word of place. */
const AMBIGUOUS = new Set(['us', 'turkey', 'china', 'champagne', 'georgia']);

/** What is made of a place's name and is none. */
const STONES = new Set(['和田玉']);

/** Length of the place name that begins here, with its 省/市/县; 0 when none does. */
export const placeAt = (text: string, at: number): number => {
  const first = text.charCodeAt(at);
  if (PLACE_STARTS[first] === 0) return openPlaceAt(text, at);
  const names = CHINESE.get((first << 16) | text.charCodeAt(at + 1));
  const name = names?.find((one) => text.startsWith(one, at));
  if (name === undefined) return openPlaceAt(text, at);
  if (STONES.has(text.slice(at, at + name.length + 1))) return 0;
  const end = at + name.length + (/[省市县区州岛]/.test(text[at + name.length] ?? '') ? 1 : 0);
  return end - at + smallerPlaceAt(text, end);
};

/**
 * The smaller place that a known one leads to, known or not (福建安溪感德的, 彰化員林那邊): up to three characters before 镇/乡/村…, or
 * two before what speaks of a place.
 */
const SMALLER =
  /(?!我们|自己|自家|这|那|本地|当地|在地|产地|工厂|老厂|大厂|小厂|工业|基地|农场|果园|茶园|牧场|合作|生产|制造|加工|进口|原装|直发|出产|发货|包邮|偏远|地区|除外|都|也|就|老|的|们|人|朋友|宝宝|姐妹|附近|周边|很|不|没|最|一家|一个|这个|产|种|做|仓|和|跟|还|以外|以及|全境|全省)(?:[\u4e00-\u9fff]{1,3}?(?:自治县|区(?![别域分间])|镇|乡|村|县(?!城)|旗(?!舰)|屯|寨|街道|茶区|产区)|[\u4e00-\u9fff]{2}(?=的(?:[,。!]|$|厂|工厂|果|茶|老|小|一|基地|园|农|合作)|那边|这边|那一?带|这一?带|本地|当地|老家|产的|种的|做的|采的|酿的|养的|大棚|产区|[茶果]农|[茶果]园))/y;

const smallerPlaceAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code < 0x4e00 || code > 0x9fff) return 0;
  const known = PLACE_STARTS[code] === 1 ? CHINESE.get((code << 16) | text.charCodeAt(at + 1)) : undefined;
  if (known?.some((one) => text.startsWith(one, at))) return 0;
  SMALLER.lastIndex = at;
  return SMALLER.exec(text)?.[0].length ?? 0;
};

const isLetterAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
};

/** After words of making, what stands where a place stands is one, known or not: made in Jaipur, 产地是诏安. */
const ENGLISH_MAKING =
  /\b(?:made|grown|produced|manufactured|brewed|bottled|woven|distilled|crafted|roasted|farmed|sewn|assembled|packed|workshop|factory|plant|farm|orchard|studio|mill|brewery|distillery)(?: (?:right|over|here|out|down|up|by hand|entirely))? (?:in|near|(?:just )?outside|down in|up in) (?:a (?:small|little|family) [a-z]{3,10} (?:near|outside|in) )?$/;
const NO_ENGLISH_PLACE = new Set(
  (
    'a an the our my his her their its your this that these those one two three small large big batches batch bulk house advance ' +
    'about under over minutes micro limited every each all different various many several january february march april may june ' +
    'july august september october november december time person secret partnership collaboration front back early late ' +
    'spring summer autumn fall winter accordance here there what which where case order'
  ).split(' '),
);
const CHINESE_MAKING =
  /(?:产地(?:就|都)?(?:是|在|为|:)|原产(?:地|国)(?:是|为|:)|产自|产于|(?:工厂|厂子|厂家|厂址|基地|果园|茶园|牧场|农场)(?:就|都)?(?:是|在))$/;
const NO_CHINESE_PLACE =
  /^(?:我们|自己|自家|页面|包装|哪|本地|当地|国内|国外|海外|农村|标签|那|这|详情|背|什么|大山|山里|老家|最|一|很|都|同|上面|下面|里面|链接|盒|瓶|袋|原|咱|他|她|它|你|大家|正规|源头|全国|全球)/;
/** Only right after one of these a place that is not known may begin. */
export const LEADS = '是在为自于:';
/** How far back a word of making is looked for. */
const MAKING_REACH = 56;
/** The longest Chinese name of a place that is not known: two characters and what kind of place it is. */
const OPEN_NAME = /[\u4e00-\u9fff]{2}(?:自治州|[\u4e00-\u9fff]?[省市县区州岛镇乡村])?/y;

/**
 * A county or town by what it is called (桓仁县的山参, 我们沭阳县这边): two characters before what kind of place it is, then what is said
 * of goods or of being there.
 */
const COUNTY_NAME =
  /(?!(?:一|两|三|几|每|各|全|本|这|那|哪|某|我|你|他|咱|隔壁|什么|整个|贫困|下面|别的|小|大|乡|我们|咱们|自己|就|都|在|是|个)|[\u4e00-\u9fff](?:们|个|的|一|各|全|本|这|那|下))[\u4e00-\u9fff]{2}(?:县(?![城长委级官])|旗(?![舰袍下帜])|镇(?![长定静店上痛]))(?=的(?!人|朋友|姐妹|宝|家人|观众)|这边|那边|这里|那里|这一|本地|当地|产|自|种|养|采|做|人自己|山|农|老|果|茶|$|[,。!])/y;
/** 在三芝自己种的: where something is made, known or not. */
const MADE_THERE =
  /(?!家|这|那|我|你|哪|自|老|山|乡|海|田|地|大|工|厂|厨|车|果|茶|农|牧|店|现|直|网|线|国|外|里|树|园|里面|上|后|棚|一|手|炭|锅|缸|冰|阳|太)[\u4e00-\u9fff]{2}(?=(?:自己|自家|亲手|手工)(?:家)?(?:种|养|做|酿|晒|腌|熬|炒|烘|榨|磨|织|缝|烧|采|摘)的)/y;
/** 海棠区的: a city's district by what it is called, said as where something is from; no 小区, 评论区, 山区. */
const DISTRICT =
  /(?<=^|[ ,。!是在])(?!一|两|三|几|每|各|全|本|这|那|哪|某|我|你|他|咱|隔壁|什么|整个|贫困|偏远|自己|就|都|在|是|个|学|经济|工业|高新|保税|自贸|开发)[\u4e00-\u9fff][^产地园社小山牧郊市城景灾茶特东西南北新老林湖厂校禁误战雷分港赛片湾论幕客评库专馆品货播业发商讨游互留下远州农渔矿海高热寒病住这那个疆藏盲](?:区)(?=的(?=$|[ ,。!啊哈呀厂工]|老厂|作坊)|那边的|这边的)/y;
/** The third character of an unknown county, district or town. */
export const COUNTY_MARKS = '县旗镇区';

const countyAt = (text: string, at: number): number => {
  if (COUNTY_MARKS.includes(text[at + 2] ?? ' ')) {
    COUNTY_NAME.lastIndex = at;
    const county = COUNTY_NAME.exec(text)?.[0].length ?? 0;
    if (county > 0) return county;
    DISTRICT.lastIndex = at;
    const district = text[at + 2] === '区' ? (DISTRICT.exec(text)?.[0].length ?? 0) : 0;
    if (district > 0) return district;
  }
  if (text[at - 1] !== '在') return 0;
  MADE_THERE.lastIndex = at;
  return MADE_THERE.exec(text)?.[0].length ?? 0;
};

const openEnglishPlaceAt = (text: string, at: number, end: number): number => {
  if (end - at < 4) return 0;
  if (NO_ENGLISH_PLACE.has(text.slice(at, end))) return 0;
  return ENGLISH_MAKING.test(text.slice(Math.max(0, at - MAKING_REACH), at)) ? end - at : 0;
};

const openPlaceAt = (text: string, at: number): number => {
  const county = countyAt(text, at);
  if (county > 0) return county;
  if (!LEADS.includes(text[at - 1] ?? ' ')) return 0;
  if (
    !CHINESE_MAKING.test(text.slice(Math.max(0, at - 6), at)) ||
    NO_CHINESE_PLACE.test(text.slice(at, at + 2))
  )
    return 0;
  OPEN_NAME.lastIndex = at;
  return OPEN_NAME.exec(text)?.[0].length ?? 0;
};

/** Penryn, Cornwall: after "in" or "from" a name that a known place follows is a town of it. */
const townBeforePlaceAt = (text: string, at: number, end: number): number => {
  if (end - at < 4 || text[end] !== ',' || text[end + 1] !== ' ' || NO_ENGLISH_PLACE.has(text.slice(at, end)))
    return 0;
  if (!/\b(?:in|from|near|outside|around) $/.test(text.slice(Math.max(0, at - 8), at))) return 0;
  return isLetterAt(text, end + 2) && englishPlaceAt(text, end + 2) > 0 ? end - at : 0;
};

const SIDES = new Set([
  'north',
  'south',
  'east',
  'west',
  'central',
  'upstate',
  'northern',
  'southern',
  'rural',
]);

/** Length of the English place name that begins here, at the start of a word; 0 when none does. */
export const englishPlaceAt = (text: string, at: number): number => {
  let end = at;
  while (isLetterAt(text, end)) end++;
  // North Yorkshire, upstate New York.
  if (text[end] === ' ' && isLetterAt(text, end + 1) && SIDES.has(text.slice(at, end))) {
    const size = englishPlaceAt(text, end + 1);
    if (size > 0) return end + 1 - at + size;
  }
  const names = ENGLISH.get(text.slice(at, end));
  if (!names) {
    if (text[at - 1] !== ' ') return 0;
    return openEnglishPlaceAt(text, at, end) || townBeforePlaceAt(text, at, end);
  }
  COUNTY.lastIndex = at;
  const county = names.includes('county') ? COUNTY.exec(text)?.[0] : undefined;
  const name =
    county ??
    names.find((one) => one !== 'county' && text.startsWith(one, at) && !isLetterAt(text, at + one.length));
  if (name === undefined) return 0;
  const isSure =
    !AMBIGUOUS.has(name) ||
    (name === 'us' ? /(?<![a-z])(?:in|the) $/ : /(?<![a-z])(?:in|from|of|to|the|,) ?$/).test(
      text.slice(Math.max(0, at - 5), at),
    );
  return isSure ? name.length : 0;
};
