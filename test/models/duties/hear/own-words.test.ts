import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { readSlots, showTyped } from '../../../../models/duties/slots/read.ts';

const prepare = createPrepare();
const hear = createHear(loadCatalogue('models/duties/packs'), prepare);
const startedAt = new Date('2026-11-22T10:00:00Z');
const stated = (text: string, category: Category, asked?: string): readonly string[] =>
  hear(text, { startedAt, categories: [category], ...(asked && { asked: [asked] }) })
    .filter(({ as }) => as === 'stated')
    .map(({ dutyId }) => dutyId);

describe('facts in the words of people at work', () => {
  it.each<[Category, string, string]>([
    ['food', 'host-identity', '我给老板娘打工的 播完下班'],
    ['food', 'host-identity', '我在糖厂干了九年 今天换我来讲'],
    ['apparel', 'host-identity', '大家好我小何 在禾木布行上班的'],
    ['food', 'host-identity', '我是青竹机构签的主播 今天替品牌站一场'],
    ['jewellery', 'host-identity', '我拿底薪加提成 不瞒大家'],
    ['apparel', 'host-identity', '卖一件我抽一件的提成'],
    ['apparel', 'host-identity', '这铺子是我舅舅开的'],
    ['food', 'host-identity', '我们小店的老板娘 天天在这儿'],
    ['health-food', 'host-identity', '各位好 云杉药房的店员'],
    ['cosmetics', 'host-identity', '我自己店里也在卖这个'],
    ['food', 'host-identity', 'I run this tiny bakery, so of course I love it'],
    ['food', 'shelf-life', '上个月十号封的罐 往后一年都能吃'],
    ['food', 'shelf-life', '十月二号灌的 再往后十八个月没事'],
    ['food', 'shelf-life', 'the lid says best buy June of twenty twenty seven'],
    ['food', 'production-date', '十月十二号出的 还香着'],
    ['health-food', 'production-date', '八月二十压的粒 袋底有'],
    ['cosmetics', 'production-date', '二零二六年五月六号做的 三年'],
    ['cosmetics', 'cosmetic-use-period', '二零二六年五月六号做的 三年'],
    ['cosmetics', 'cosmetic-filing-no', '自己去查 沪G妆网备字2023456789 不怕你查'],
    ['apparel', 'no-reason-return', '试穿 十五天 标别剪就能寄回来退'],
    ['food', 'no-reason-return', '没拆袋的 七天里都能退'],
    ['electronics', 'no-reason-return', '没激活过的 半个月里头随便退'],
    ['cosmetics', 'no-reason-return', '七天里都可以退 封膜别撕'],
    ['home-appliance', 'freight', '拉到大家楼底下不要钱'],
    ['food', 'freight', '送到你屋头不收'],
    ['jewellery', 'freight', '寄的钱不用想 运费算老板的'],
    ['food', 'freight', '邮费也归店家出'],
    ['pet-food', 'price-and-unit', '五公斤两百六十八'],
    ['food', 'price-and-unit', '三斤装就四十五块'],
    ['alcohol', 'price-and-unit', '米酒五十八 五百毫升'],
    ['second-hand', 'price-and-unit', 'auction or buy it now one hundred twenty'],
    ['pet-food', 'name-spec', '五公斤两百六十八'],
    ['food', 'name-spec', '三斤卖四十五'],
    ['alcohol', 'alcohol-warning', '未够十八歲嘅唔好買'],
    ['alcohol', 'alcohol-warning', '没到十八岁的别拍'],
    ['alcohol', 'alcohol-warning', '揸車嘅朋友唔好飲'],
    ['alcohol', 'alcohol-warning', '骑车来的师傅莫喝'],
    ['alcohol', 'alcohol-info', 'a malbec, twenty twenty one, fourteen percent'],
    ['second-hand', 'secondhand-aftersales', '两个月 镜头快门都管 泡水的不管'],
    ['second-hand', 'secondhand-aftersales', '九十天 电池屏幕都算在内'],
    ['second-hand', 'secondhand-aftersales', 'thirty days, if the motor stalls I replace it'],
    ['cross-border', 'tax-duty', '关税平台给你们垫了'],
    ['cross-border', 'tax-duty', '税店里替大家交了'],
    ['virtual', 'virtual-refund-rule', 'first ten days, every penny back'],
    ['virtual', 'virtual-refund-rule', 'after that we take off the hours you used and refund the rest'],
    ['food', 'ingredients', '小麦是主的 糖就一点'],
    ['health-food', 'ingredients', '胶囊外皮是明胶甘油'],
    ['jewellery', 'seller-identity', '长岭街口 松月银饰 营业执照在头像里'],
    ['electronics', 'seller-identity', '我在禾风药局上班 电话看首页'],
    ['infant-formula', 'infant-breastfeeding', '奶水够的妈妈尽量喂自己的'],
    ['infant-formula', 'infant-breastfeeding', '能喂母乳的先喂母乳'],
    ['electronics', 'price-comparison-basis', '九月五号我们自己直播间还卖三百二 今天两百六'],
    ['pet-food', 'cautions', '零嘴罢了 别拿它当主粮'],
    ['pet-food', 'usage-instructions', '大狗喂六条 小狗两条 一天的量'],
    ['alcohol', 'origin-producer', 'from a little winery up the hill in Tuscany'],
    ['food', 'origin-producer', 'from our cousins dairy just outside Cork in Ireland'],
    ['food', 'price-and-unit', '报个价省得大家老催一百二十八三包你们算算'],
    ['home-appliance', 'install-service-fee', '这台不用装 通上电就转'],
    ['home-appliance', 'install-service-fee', '没有安装费 师傅都不用来'],
    ['virtual', 'virtual-refund-rule', '听了五节以内都退'],
    ['virtual', 'virtual-refund-rule', '按剩下的课时比例退给你'],
    ['virtual', 'service-content-validity', 'six months from the day you activate it'],
    ['apparel', 'delivery-time', 'yours is out by tomorrow'],
    ['home-appliance', 'delivery-time', '杭州宁波次日，别的城市四天以内'],
    ['home-appliance', 'freight', '送货上门不收钱，没电梯的收二十块一层'],
    ['second-hand', 'freight', '这台走顺丰到付'],
    ['apparel', 'no-reason-return', 'ten days from when it lands to send it back'],
    ['pet-food', 'pet-type-stage', 'complementary, for senior dogs'],
    ['food', 'host-identity', '俺是合作社的会计'],
    ['food', 'host-identity', '老闆是我舅，我做幫手'],
  ])('%s: %s is heard in %s', (category, dutyId, text) => {
    expect(stated(text, category)).toContain(dutyId);
  });

  it.each<[Category, string, string]>([
    ['food', 'host-identity', '我老公在公司上班天天吃外卖'],
    ['food', 'host-identity', '隔壁店的老板娘都来买'],
    ['food', 'host-identity', '有问题找店里的员工'],
    ['food', 'host-identity', '你们上班的打工的都需要'],
    ['food', 'host-identity', '那家店是我朋友推荐的'],
    ['food', 'host-identity', 'I love this little shop'],
    ['food', 'shelf-life', '往后一个礼拜都行程满满'],
    ['food', 'production-date', '九月五号出的新歌'],
    ['apparel', 'no-reason-return', '七天里头没有一个人退'],
    ['apparel', 'no-reason-return', '试穿三天 我舍不得脱'],
    ['food', 'freight', '送到你家门口 小哥态度好'],
    ['food', 'freight', '运费的事铺子里问'],
    ['food', 'price-and-unit', '两公斤十二包'],
    ['food', 'price-and-unit', 'buy it now, ninety people watching'],
    ['alcohol', 'alcohol-warning', '我十八岁的时候也不喝'],
    ['alcohol', 'alcohol-warning', '开车来的师傅都喜欢'],
    ['second-hand', 'secondhand-aftersales', '用了两个月 屏幕电池都好'],
    ['cross-border', 'tax-duty', '税我们不管'],
    ['virtual', 'virtual-refund-rule', 'ten days in and everybody came back'],
    ['food', 'ingredients', '味道是主要的'],
    ['infant-formula', 'infant-breastfeeding', '有奶的妈妈也爱喝这个'],
    ['electronics', 'price-comparison-basis', '九月五号我们开了店'],
    ['pet-food', 'cautions', '当正餐吃都行'],
    ['pet-food', 'usage-instructions', '大狗小狗都爱'],
    ['food', 'usage-instructions', '我再说一遍三袋五十九'],
    ['food', 'delivery-time', '一天发多少箱你们猜'],
    ['food', 'freight', '也可以货到付款'],
    ['food', 'price-and-unit', '满两百包邮，不够收十二块'],
    ['food', 'usage-instructions', 'ten bags in the carton'],
    ['food', 'ingredients', 'this one is a beauty, mate, it really is'],
    ['alcohol', 'alcohol-info', 'keep it cool, under sixteen degrees'],
    ['alcohol', 'alcohol-warning', 'free shipping over a hundred and eighty'],
    ['food', 'production-date', '都是今年的货新鲜得很'],
    ['food', 'cautions', '我不可能给你压在仓库里'],
  ])('%s: %s is not heard in %s', (category, dutyId, text) => {
    expect(stated(text, category)).not.toContain(dutyId);
  });

  it.each<[string, boolean]>([
    ['对 都是 海棠区的', true],
    ['是的 两样都是 青石镇的', true],
    ['没错 都是杭州的', true],
    ['一个厂 福州的', true],
    ['对 都是 小区的', false],
    ['对 都是 自己的', false],
  ])('%s answers where it comes from: %s', (text, isAnswer) => {
    expect(stated(text, 'food', 'origin-producer').includes('origin-producer')).toBe(isAnswer);
  });

  it.each([
    ['海棠区的老厂', '{place}的老厂'],
    ['评论区的朋友', '评论区的朋友'],
    ['都是山区的', '都是山区的'],
    ['直播区那边的', '直播区那边的'],
  ])('%s → %s', (text, expected) => {
    expect(showTyped(readSlots(prepare(text).figures, startedAt))).toBe(expected);
  });
});
