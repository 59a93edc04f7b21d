import { insistence } from './insistence.ts';
import { OPEN_MARKET } from './scope.ts';
import type { StepTest } from './steps.ts';

const SLOTS: readonly (readonly [string, RegExp])[] = [
  [
    'period',
    /截至|20\d\d年|二零[一二三四五六七八九零]{2}年|近[一二三四五六七八九十\d]+(个)?[天月年]|上半年|下半年|季度|\d{4}/,
  ],
  ['region', /中国大陆|全国|中国|省|市|华东|华南|欧洲|北美|线下|线上|china|taiwan|us\b/],
  ['category', /类目|品类|零售额|销售额|市场|线下|行业|赛道|category|segment/],
  [
    'source',
    /据.{1,12}(报告|数据|统计|研究|机构)|来源|出处|报告编号|研究院|统计|according to|source:|report no/,
  ],
];
const SELF_SOURCE = /自己问卷|我们自己(的)?(统计|数据|调查)/;
const DOCUMENT =
  /报告(编号|在|第)|编号|证书.{0,4}(在(?!公司|家)|号|页)|专利号|zl[\d二零一]|详情页|页面上?(?:写|显示|有|看|查)|摘要|截图|官网(能|可|查)|后台截图|注册号|备案(上|号)|公告(在|能)|标称|条件|实验室数据|(?:证|证书|证件|证号|专利号?|奖牌|奖状|批号|等级|号码?)(?:的?照片|都|就)?(?:在|印在|写在|贴在|标在|刻在)[^，,。]{0,8}(?:页|图|标|盒|瓶|罐|袋|链接|资质|背面|底部|包装|说明书)|linked below|stamped on|report|certificate number|registered|printed on/;

/** Papers and pages that tell of something else: a licence, a grade, a date, what is charged. They prove no effect and no rank. */
const OF_SOMETHING_ELSE =
  /(?:能效|蓝帽子?|生产许可|许可证|3c|三c|尾款|运费|工费|活动|产地|保质期)[^，,。；;]{0,12}|\b(?:best before|use by|report (?:them|him|her|it))\b[^,.;]{0,30}/g;

/** E14, E06: bounded in time, region and category with a source, or with a document named. Some of the slots: ask for the rest. */
export const proof: StepTest = (view) => {
  const sentence = view.before + view.span + view.after + view.next;
  const document = DOCUMENT.exec(sentence.replace(OF_SOMETHING_ELSE, ''));
  if (SELF_SOURCE.test(sentence)) return null;
  if (view.entry.kind === 'absolute-ranking' || view.entry.kind === 'absolute-exclusive') {
    const present = SLOTS.filter(([, pattern]) => pattern.test(sentence)).map(([name]) => name);
    const sourced = present.includes('source') || document !== null;
    if (present.length === SLOTS.length || (sourced && present.length >= 3)) {
      return {
        effect: 'needs-proof',
        step: {
          id: 'bounded-fact',
          outcome: 'needs-proof',
          words: present,
          zh: '有时间、地域、品类和出处的事实，核对出处',
          en: 'a fact bounded by period, region, category and source: check the source',
        },
      };
    }
    if (sourced && present.length >= 2) {
      const missing = SLOTS.map(([name]) => name).filter((name) => !present.includes(name));
      return {
        effect: 'needs-proof',
        step: {
          id: 'bounded-fact',
          outcome: 'slot-missing',
          words: missing,
          zh: `缺少：${missing.join('、')}`,
          en: `missing: ${missing.join(', ')}`,
        },
      };
    }
    return null;
  }
  if (!document) return null;
  return {
    effect: 'needs-proof',
    step: {
      id: 'document',
      outcome: 'needs-proof',
      words: [document[0]],
      zh: '已指明证明材料，核对材料',
      en: 'a document is named: check it',
    },
  };
};

/** Health food may say the function that it is registered for, in the words of the registration. */
const REGISTERED = /批准的?(?:保健)?功能|批准文号|批文号|国食健|蓝帽子?(?:标|编|号)/;
const HEALTH: ReadonlySet<string> = new Set(['efficacy-food-health-function', 'health-food-overclaim']);

/** E14 for health food: the registered function with its registration. */
export const registered: StepTest = (view) => {
  if (!HEALTH.has(view.entry.kind)) return null;
  const hit = REGISTERED.exec(view.before + view.span + view.after);
  if (!hit) return null;
  return {
    effect: 'needs-proof',
    step: {
      id: 'registered',
      outcome: 'needs-proof',
      words: [hit[0]],
      zh: '说的是批准的保健功能，核对批准证书',
      en: 'the registered health function: check the registration',
    },
  };
};

const OBJECT =
  /这(款|个|支|瓶|件|双|条|台|套|盒|口|把|床|锅|颗|罐|张|包|里|家|家店|次|只|块|种|里面|就是|是)?|它|我们|我家|咱|本产品|产品|某品牌|品牌|质量|效果|口感|味道|面料|材质|功能|性能|技术|品质|成分|配方|疗法|工艺|方案|评价|服务|号链接|用料|做工|价格|棉|丝绒|料子|布料|[面眼]霜|锅|牛奶|手机|面膜|精华|[款个支瓶件双台套盒]|this|it\b|our|we\b|the\b|product|deal/;

/** Is it about goods at all? Praise of nothing in particular goes to a person. */
export const object: StepTest = (view) => {
  const sentence = view.before + view.span + view.after;
  if (insistence(view.before, view.span, view.after, view.language === 'en') !== null) return null;
  if (OPEN_MARKET.test(sentence) || OBJECT.test(sentence) || (view.context.productNames?.length ?? 0) > 0)
    return null;
  return {
    effect: 'needs-context',
    step: {
      id: 'object',
      outcome: 'needs-context',
      words: [view.span],
      zh: '没有指明商品',
      en: 'no goods named',
    },
  };
};
