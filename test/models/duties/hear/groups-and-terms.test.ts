import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { stated as statedOf } from './stated.ts';

/** Who may take a thing, against what a price is held, what cannot come back, what is repaired: as presenters put it in Chinese. */
const stated = (text: string, category: Category) => statedOf(text, { categories: [category] });

describe('groups and terms', () => {
  it.each([
    ['hf-suitable-groups', 'health-food', '贫血的女生可以吃 结石的绕着走'],
    ['hf-suitable-groups', 'health-food', '胃不好的先问大夫'],
    ['hf-suitable-groups', 'health-food', '十六岁往下的不行'],
    ['hf-suitable-groups', 'health-food', '給缺鈣的長輩 洗腎病人不建議'],
    ['hf-suitable-groups', 'health-food', '正在吃抗凝药的停一停'],
    ['price-comparison-basis', 'apparel', '吊牌价六百六是品牌统一的零售价'],
    ['price-comparison-basis', 'electronics', '指导价一千八 我这一千二'],
    ['price-comparison-basis', 'electronics', '跟我們門市上個月的價錢比 少三百'],
    ['price-comparison-basis', 'food', '近三十天最低卖四十五'],
    ['return-exclusion-confirm', 'food', '活蟹不适用七天 付款前点一下确认'],
    ['return-exclusion-confirm', 'apparel', '改了尺寸就没法退 下单页打个勾'],
    ['seller-identity', 'food', '湖南安化青石茶庄 联系电话罐子上'],
    ['three-guarantees', 'electronics', '七退十五换 修一年'],
    ['three-guarantees', 'home-appliance', '同样的故障修了两回还犯 换台新机'],
    ['three-guarantees', 'electronics', '十五天里可换货 一年里免费修'],
    ['device-scope', 'medical-device', '只量血氧的 确诊不了毛病'],
    ['device-scope', 'medical-device', '成人手腕用 装了起搏器的别用'],
    ['secondhand-origin', 'second-hand', '找原車主收的 發票還在'],
    ['secondhand-origin', 'second-hand', '拿去中检验过 出了报告'],
  ] as const)('%s (%s): %s', (dutyId, category, text) => {
    expect(stated(text, category)).toContain(dutyId);
  });

  it.each([
    ['hf-suitable-groups', 'health-food', '老人孩子都能吃 全家都适合'],
    ['hf-suitable-groups', 'health-food', '送长辈送领导 谁吃谁说好'],
    ['hf-suitable-groups', 'health-food', '男女老少都可以'],
    ['price-comparison-basis', 'apparel', '原价两千多 今天白菜价'],
    ['price-comparison-basis', 'home-appliance', '比商场便宜一半还多'],
    ['price-comparison-basis', 'food', '刚才的价格报错了'],
    ['return-exclusion-confirm', 'jewellery', '不退不换 看好再拍'],
    ['return-exclusion-confirm', 'electronics', '特价机器 一律不退'],
    ['seller-identity', 'medical-device', '国家认证医疗器械 有批文'],
    ['seller-identity', 'electronics', '公司是正规公司 电话打得通'],
    ['three-guarantees', 'electronics', '全国联保 三包无忧'],
    ['device-scope', 'medical-device', '哪里不舒服贴哪里'],
    ['secondhand-origin', 'second-hand', '来路正 你放心'],
    ['warranty-period', 'home-appliance', '七天内有问题全额退钱'],
  ] as const)('%s (%s) is not stated by: %s', (dutyId, category, text) => {
    expect(stated(text, category)).not.toContain(dutyId);
  });
});
