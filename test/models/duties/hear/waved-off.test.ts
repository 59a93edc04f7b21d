import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const hear = createHear(loadCatalogue('models/duties/packs'), createPrepare());
const startedAt = new Date('2026-11-22T10:00:00Z');
const heardOf = (
  dutyId: string,
  category: Category,
  text: string,
  more: { readonly asked?: readonly string[]; readonly before?: string } = {},
): string[] =>
  hear(text, { startedAt, categories: [category], ...more })
    .filter((one) => one.dutyId === dutyId && one.as !== 'triggered')
    .map(({ as }) => as);

describe('facts that are waved off', () => {
  it.each<[string, Category, string]>([
    ['shelf-life', 'food', '保质期你管它呢，我闺女一周三袋'],
    ['shelf-life', 'food', '保质期怕啥呀，三天两头就补货'],
    ['shelf-life', 'food', '赏味期长着呢，发货等三天'],
    ['shelf-life', 'food', '保质期别担心嘛，我奶奶喝了两年'],
    ['shelf-life', 'food', "shelf life, don't you worry about that, my boys finish it in a week"],
  ])('takes no figure of something else for %s: %s %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text)).toEqual(['evasive']);
  });

  it.each<[string, Category, string]>([
    ['shelf-life', 'food', '我们这个保质期放心，十二个月'],
    ['shelf-life', 'food', '保质期放心吧，保质期九个月'],
    ['shelf-life', 'food', "shelf life, don't worry, it's twelve months"],
    ['shelf-life', 'food', '这袋能放十个月，一天一把'],
    ['shelf-life', 'food', '未开封十二个月，开封后五天内吃完'],
  ])('hears the value that follows in its own words, %s: %s %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text)).toEqual(['stated']);
  });
});

describe('figures of something else', () => {
  it.each<[string, Category, string, string?]>([
    ['shelf-life', 'food', '一天两颗', 'shelf-life'],
    ['shelf-life', 'pet-food', 'three a day for a big dog', 'shelf-life'],
    ['shelf-life', 'pet-food', '开了罐吃不完盖上，三天内吃掉'],
    ['cosmetic-use-period', 'cosmetics', '放个两三年没事的吧', 'cosmetic-use-period'],
    ['cosmetic-use-period', 'cosmetics', '先在耳朵后面抹三天看看', 'cosmetic-use-period'],
    ['production-date', 'food', '独立包的我昨天称了一下'],
    ['production-date', 'infant-formula', '罐底喷着到后年五月', 'production-date'],
    ['delivery-time', 'agri-produce', '烂了的拍照，签收四十八小时之内发客服'],
    ['usage-instructions', 'apparel', 'hang on hang on, tag says sixty cotton'],
    ['origin-producer', 'electronics', 'free in the US', 'origin-producer'],
    ['secondhand-origin', 'second-hand', "Quill Lane Resale LLC, it's on the receipt"],
    ['ingredients', 'health-food', '干净，罐子上都印着，没有乱七八糟的', 'ingredients'],
    ['cautions', 'electronics', '这有啥要注意的，插上就完了', 'cautions'],
    ['seller-identity', 'food', '我们就是零食店啊', 'seller-identity'],
    ['seller-identity', 'pet-food', 'new batch, tastes great in here'],
  ])('are no %s: %s %s', (dutyId, category, text, asked) => {
    const heard = heardOf(dutyId, category, text, asked === undefined ? {} : { asked: [asked] });
    expect(heard).not.toContain('stated');
  });
});

describe('words that run on from the last sentence', () => {
  it('do not state again what that one stated by itself', () => {
    const before = '发红就停，别往伤口上涂';
    expect(heardOf('cautions', 'cosmetics', before)).toEqual(['stated']);
    expect(heardOf('cautions', 'cosmetics', '面霜这个很温和的', { before })).not.toContain('stated');
  });

  it('finish a value that the cut went through', () => {
    expect(heardOf('shelf-life', 'food', '个月的', { before: '这个保质期是十八' })).toEqual(['stated']);
  });
});

describe('facts in passing', () => {
  it.each<[string, Category, string]>([
    ['freight', 'food', '一箱三百二，含運啦'],
    ['freight', 'electronics', 'free in the US, everyone else pays the postage'],
    ['seller-identity', 'food', "Quill Lane Pantry LLC, it's on my page"],
    ['origin-producer', 'food', '我在眉山有个小工坊，天天开着'],
    ['origin-producer', 'cosmetics', '都在广州花都那个园区生产的'],
    ['alcohol-warning', 'alcohol', '贪杯伤身，没成年的划走'],
    ['cautions', 'cosmetics', 'it has rose oil, so watch out if roses bother you'],
    ['model-parameters', 'electronics', '耳机单次听八个小时带仓三十个小时'],
  ])('state %s: %s %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text)).toContain('stated');
  });
});

describe('a question is answered by what answers it', () => {
  it.each<[string, Category, string]>([
    ['production-date', 'health-food', '效期我看罐底二零二八年六月'],
    ['production-date', 'food', '生产日期是二零二八年一月'],
    ['no-reason-return', 'food', '好不好吃我播了四年没人讲过'],
    ['no-reason-return', 'food', '冷冻放半年退冰了两天内吃完'],
    ['origin-producer', 'apparel', '跟韩国专柜同款的'],
    ['cautions', 'health-food', '不能这么讲的哈这是食品'],
    ['ingredients', 'health-food', '一天两回一回一粒，小孩跟孕妇不建议，吃药的先问大夫'],
  ])('takes no other words for %s: %s %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text, { asked: [dutyId] })).not.toContain('stated');
  });

  it.each<[string, Category, string]>([
    ['production-date', 'food', '今年九月'],
    ['no-reason-return', 'cosmetics', '七天'],
    ['origin-producer', 'food', '广东徐闻'],
  ])('takes a bare fact for %s: %s %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text, { asked: [dutyId] })).toEqual(['stated']);
  });
});

describe('what only looks like a fact of the goods', () => {
  it.each<[string, Category, string]>([
    ['usage-instructions', 'health-food', '封膜没撕收到七天内都可以撕了就不行'],
    ['usage-instructions', 'apparel', '先上马甲再上裤子啊'],
    ['battery-safety', 'electronics', '前镜头4K后镜头1080'],
    ['cautions', 'apparel', 'never washed mine honestly'],
    ['name-spec', 'apparel', '第一件过了来第二件裤子'],
    ['price-and-unit', 'second-hand', '新机现在还要一万九呢'],
    ['allergen', 'cosmetics', '没有香精没有酒精'],
    ['seller-identity', 'food', '我是小满的店，大家叫我小满就好'],
    ['shelf-life', 'food', 'it lasts forever, in my house about two days'],
    ['no-reason-return', 'alcohol', 'if it turns up broken send a photo within two days and we refund it'],
  ])('%s, %s: %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text)).not.toContain('stated');
  });

  it.each<[string, Category, string]>([
    ['seller-identity', 'food', '我们店叫老满家的炒货'],
    ['seller-identity', 'food', 'my shop is called The Tin Larder'],
    ['usage-instructions', 'food', '退冰之後直接吃'],
    ['price-and-unit', 'electronics', '今天补贴完一百三十九'],
    ['freight', 'food', 'postage on the tins is £3.40'],
    ['cautions', 'food', '胀袋了千万别吃'],
    ['name-spec', 'food', 'you get a dozen in the tin'],
    ['shelf-life', 'food', '呢款食得一年㗎'],
    ['origin-producer', 'food', '这个就是我们怀柔山里头种的'],
  ])('and what is one: %s, %s: %s', (dutyId, category, text) => {
    expect(heardOf(dutyId, category, text)).toContain('stated');
  });
});
