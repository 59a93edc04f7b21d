import { literal } from '../../contract/literal.ts';
import type { SlotKind } from './kinds.ts';

interface UnitFacts {
  readonly kind: SlotKind;
  /** Into days, grams or millilitres, millimetres, yuan. */
  readonly times: number;
  readonly unit: string;
}

const UNITS = new Map<string, UnitFacts>();
const add = (words: string, kind: SlotKind, times: number, unit: string): void => {
  for (const word of words.split('|')) UNITS.set(word, { kind, times, unit });
};

const MONTH = 30;
const YEAR = 365;
add('年|周年|full years|full year|whole year|years|year|yrs|yr|-year', 'duration', YEAR, 'day');
add('个月|月|months|month|mos|mo|-month', 'duration', MONTH, 'day');
add(
  '天|日|工作日|个工作日|工作天|个工作天|days|day|-day|business days|business day|working days|working day|weekdays',
  'duration',
  1,
  'day',
);
add('周|星期|礼拜|个星期|个礼拜|weeks|week|-week', 'duration', 7, 'day');
add('小时|个小时|钟头|个钟头|个钟|hours|hour|hrs|hr|-hour', 'duration', 1 / 24, 'day');
add('分钟|minutes|minute|mins|min|-minute', 'duration', 1 / 1440, 'day');
add('秒|秒钟|seconds|second', 'duration', 1 / 86_400, 'day');
add('块|块钱|元|元钱|圆|rmb|人民币|大洋|米金|yuan', 'money', 1, 'CNY');
add('毛|毛钱|角', 'money', 0.1, 'CNY');
add('分钱', 'money', 0.01, 'CNY');
add('dollars|dollar|bucks|buck|usd|美元|美金|刀', 'money', 1, 'USD');
add('台币|新台币|ntd|nt|twd', 'money', 1, 'TWD');
add('港币|港元|hkd', 'money', 1, 'HKD');
add('蚊', 'money', 1, 'HKD');
add('欧元|euros|euro|eur', 'money', 1, 'EUR');
add('英镑|gbp|quid', 'money', 1, 'GBP');
add('cents|cent', 'money', 0.01, 'USD');
add('克|公克|g|gram|grams', 'weight', 1, 'g');
add('千克|公斤|kg|kgs|kilo|kilos|kilogram|kilograms', 'weight', 1000, 'g');
add('斤|市斤|台斤', 'weight', 500, 'g');
add('两', 'weight', 50, 'g');
add('钱', 'weight', 5, 'g');
add('吨', 'weight', 1e6, 'g');
add('毫克|mg|milligrams', 'weight', 0.001, 'g');
add('微克|mcg', 'weight', 0.000_001, 'g');
add('盎司|oz|ounce|ounces|-ounce', 'weight', 28.35, 'g');
add('磅|lb|lbs|pound|pounds|-pound', 'weight', 453.6, 'g');
add('克拉|ct|carat|carats', 'weight', 0.2, 'g');
add('毫升|ml|mil|mils|cc|milliliters|millilitres|milliliter|millilitre', 'weight', 1, 'ml');
add('cl|centilitre|centilitres|centiliter|centiliters', 'weight', 10, 'ml');
add('升|公升|l|liter|liters|litre|litres', 'weight', 1000, 'ml');
add('加仑|gallon|gallons', 'weight', 3785, 'ml');
add('pint|pints', 'weight', 473, 'ml');
add('quart|quarts', 'weight', 946, 'ml');
add('pounder|pounders', 'weight', 453.6, 'g');
add('fluid ounces|fl oz|fluid ounce', 'weight', 29.57, 'ml');
add('米|公尺|m|meter|meters|metre|metres', 'length', 1000, 'mm');
add('个厘米|个公分|厘米|公分|cm|centimeters|centimetres|centimeter|centimetre', 'length', 10, 'mm');
add('个毫米|毫米|公厘|mm|millimeters|millimetres|millimeter|millimetre', 'length', 1, 'mm');
add('寸|英寸|吋|inch|inches|-inch|in', 'length', 25.4, 'mm');
add('尺|英尺|feet|foot|ft|-foot', 'length', 304.8, 'mm');
add('yards|yard|-yard', 'length', 914.4, 'mm');
add('平米|平方米|平方|坪', 'length', 1, 'm2');
add('%|percent|个点|pct', 'percent', 1, '%');
add('成', 'percent', 10, '%');
add(
  '度|摄氏度|℃|°c|c°|degrees|degree|degrees celsius|celsius|°f|°|degrees fahrenheit',
  'degree',
  1,
  'degree',
);
add('瓦|w|watts|watt|-watt|千瓦|kw|瓦时|wh|千瓦时|kwh|度电', 'tech', 1, '');
add('毫安|毫安时|毫安培|mah|milliamp|milliamps|安|安培|amps|amp|milliamp hours|安时', 'tech', 1, '');
add('伏|伏特|v|volts|volt|赫兹|赫|hz|khz|mhz|ghz', 'tech', 1, '');
add(
  '分贝|db|decibels|decibel|帕|pa|kpa|千帕|兆帕|mpa|bar|匹|转|rpm|流明|尼特|nits|lumens|lux',
  'tech',
  1,
  '',
);
add(
  'gb|tb|mb|gigs|gig|核|像素|万像素|mp|megapixels|megapixel|ppi|dpi|fps|帧|级压感|级|nm|纳米|k屏|目',
  'tech',
  1,
  '',
);
add(
  '兆|千兆|档|挡|速|ports|port|个口|层|立方|mbps|千卡|大卡|kcal|千焦|kj|iu|pa吸力|cores|core|speeds',
  'tech',
  1,
  '',
);
add(
  '岁|周岁|月龄|个月大|个月龄|years old|year old|year olds|year-old|year-olds|months old|month old',
  'age',
  1,
  '',
);
add("点|点整|点半|点钟|am|pm|a.m.|p.m.|o'clock", 'clock', 1, '');
add('码', 'size', 1, '');
add('次|遍|回|顿', 'times', 1, '');
add('号|号链接|号店', 'label', 1, '');
add(
  '个|件|盒|瓶|樽|袋|包|支|枝|只|条|双|对|副|罐|箱|组|片|粒|丸|锭|枚|颗|张|本|把|根|台|套|份|桶|提|串|卷|入|抽|贴|杯|碗|节|堂|课时|节课|头|尾|朵|株|棵|部|辆|床|顶|幅|块装|连包|管|听|板|筒|篮|篓|人份|点券|小包|小袋|小瓶|大包|整箱|整盒|单',
  'count',
  1,
  '',
);
add(
  'pcs|pc|piece|pieces|count|-count|tablets|tablet|capsules|capsule|softgels|softgel|lozenges|lozenge|caplets|caplet|pills|caps|teabags|tea bags|slices|loaves|patties|fillets|links|skeins|pucks|sleeves|beads|gummies|pack|packs|-pack|bottle|bottles|bag|bags|box|boxes|pair|pairs|set|sets|lessons|lesson|sheets|jar|jars|can|cans|bars|pods|sticks|servings|sessions|per|roll|rolls|apples|eggs|ct count|cookies|dozen|pouches|pouch|tins|tin|tubes|tube|packets|packet|sachets|sachet|patches|pads|wipes|candles|pieces each',
  'count',
  1,
  '',
);

export type { UnitFacts };

/** Facts of a unit's word; `undefined` for another word. */
export const unitFacts = (word: string): UnitFacts | undefined => UNITS.get(word);

const words = [...UNITS.keys()].sort((a, b) => b.length - a.length);

/** The longest unit at a place of the text, after at most one space. Latin ones end at the end of a word. */
export const UNIT_PATTERN = `(?: ?(?:${words
  .filter((word) => /^[a-z]/.test(word))
  .map(literal)
  .join('|')})(?![a-z])|${words
  .filter((word) => word.startsWith('-'))
  .map((word) => `${literal(word)}(?![a-z])`)
  .join('|')}| ?(?:${words
  .filter((word) => !/^[a-z-]/.test(word))
  .map(literal)
  .join('|')}))`;
