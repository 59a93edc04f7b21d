import { type Group, KINDS } from '../../contract/kinds.ts';
import type { StepTest } from './steps.ts';

/** What raises the goods above others, or lends them somebody's weight. */
const RAISES: ReadonlySet<Group> = new Set<Group>(['absolute', 'authority', 'fake-popularity']);

/** The own goods, put in their place (我们就是小小的一间), the height out of reach (这辈子别想了), or somebody else's (拍的是隔壁养鸡的). */
const HUMBLE =
  /(?:我们?|咱们?|俺们?|本店|这|它)(?:家|自家|这(?:儿|边|里|个|款|罐|包|碗|摊)?|卖的|做的|家卖的)?(?:也|都|呢|啊)?(?:就|只|只不过|不过|也就|顶多|纯粹?)(?:是|做|卖|摆|有|开)(?:了|的)?(?:个|一|点|些)?[^，,。！!；;]{0,6}?(?:普通(?!人|家庭|老百姓|消费者|价)|一般(?!人|的店|店)|家常(?!便饭)|平常(?!人|价)|平价|便宜货|小小|小(?:摊|店|铺|作坊|本|间|厂|牌子?)|基础款|大路货|寻常|农家|自家做|村里|凑合)|(?:这辈子|下辈子)[^，,。]{0,4}(?:别想|不敢想|没想过|没戏|轮不到)|(?:想都|做梦都?)(?:别想|不敢想|没想过)|够不着|没那(?:个)?(?:本事|实力|命|资格)|(?:拍|采访|报道|说|讲|颁|请|夸|推荐|写)的?是(?:我们)?(?:隔壁|别人|人家|他们|对面|同行|我(?:儿子|女儿|弟|妹|哥|姐|爸|妈|老公))/;
const HUMBLE_EN =
  /\b(?:(?:we'?re|we are|i'?m|i am|this is|it'?s|mine is|ours is|these are) (?:just|only|merely|nothing but|honestly) (?:an? |the |some )?(?:\w+ )?(?:ordinary|regular|plain|normal|basic|small|tiny|little|average|everyday|cheap|simple|home)|no relation to (?:us|me|this)|nothing to do with (?:us|me|this)|(?:we|i)'?ll never (?:get|be) there)\b/;
/** And raised again behind that. */
const RAISED_AGAIN =
  /但|可是|却|不过(?!是)|偏偏|照样|秒杀|吊打|不输|不比|胜过|赛过|平替|同款|一模一样|一样的(?:料|品质|厂|配方)|也能|做出|\b(?:but|yet|and yet|still|same as|beats?|dupe)\b/;

/** Others are cheaper, and it is said why: 人家卖九块九，我卖十五，贵在布厚. */
const DEARER =
  /贵是贵|贵在|(?:我们?|咱们?|我家|这[个款]|本店)(?:家|这|的)?(?:是|要|会|卖|确实|比[^，,。]{0,6})*贵(?![宾姓妃重阳州])|(?:比|跟)[^，,。]{0,8}贵(?:了)?(?:一?点|一些|[一二两三四五六七八九十几\d]+[块元])|\b(?:we'?re|mine is|ours is|this is|it'?s) (?:a (?:bit|little) )?(?:more expensive|pricier|dearer)\b|\bcosts? (?:a (?:bit|little) )?more than\b/;
/** Dear elsewhere, or dear no more. */
const NOT_DEARER =
  /不贵|贵(?:吗|不贵|什么|死|到)|嫌贵|更贵|(?:专柜|官网|别家|外面|人家|超市|商场)[^，,。]{0,4}贵/;

const found = (words: string, zh: string, en: string) =>
  ({ effect: 'clear', step: { id: 'humble', outcome: 'clear', words: [words], zh, en } }) as const;

/** E09: in the same sentence the goods are set apart from the great name or the highest degree, or said to be the dearer ones. */
export const humble: StepTest = ({ entry, language, before, span, after }) => {
  const { group } = KINDS[entry.kind];
  if (group === 'price') {
    const sentence = before + span + after;
    const dearer = DEARER.exec(sentence);
    return dearer && !NOT_DEARER.test(sentence)
      ? found(dearer[0], '说明自家卖得更贵，没有以低价招揽', 'the own price is said to be the higher one')
      : null;
  }
  if (!RAISES.has(group)) return null;
  const hit = (language === 'en' ? HUMBLE_EN : HUMBLE).exec(after);
  if (!hit || RAISED_AGAIN.test(before.slice(-12) + span + after)) return null;
  return found(
    hit[0],
    '同句说明自家只是普通货，或说的是别人，未借其抬高',
    'in the same sentence the own goods are plain ones, or it is somebody else’s honour',
  );
};
