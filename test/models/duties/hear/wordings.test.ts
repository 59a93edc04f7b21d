import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { readSlots, showTyped } from '../../../../models/duties/slots/read.ts';

const prepare = createPrepare();
const hear = createHear(loadCatalogue('models/duties/packs'), prepare);
const startedAt = new Date('2026-11-22T10:00:00Z');
const stated = (text: string, category: Category): readonly string[] =>
  hear(text, { startedAt, categories: [category] })
    .filter(({ as }) => as === 'stated')
    .map(({ dutyId }) => dutyId);
const typed = (text: string): string => showTyped(readSlots(prepare(text).figures, startedAt));

describe('everyday wordings', () => {
  it.each<[Category, string, string]>([
    ['food', 'ingredients', '没有乱七八糟的添加 就小麦粉鸡蛋黄油白砂糖酵母这五样'],
    ['food', 'ingredients', '红豆沙占了三成多 外皮是糯米'],
    ['food', 'ingredients', '裡面就是鳳梨、冬瓜、麵粉跟奶油，沒有別的'],
    ['food', 'ingredients', "the bar's basically dates, cashews and cocoa powder"],
    ['cosmetics', 'cosmetic-full-ingredients', '里面主要放的是玻尿酸积雪草还有角鲨烷'],
    ['apparel', 'fiber-content', '外壳锦纶里面填的是鹅绒'],
    ['jewellery', 'jewel-material', '蜜蜡是天然的没有优化过'],
    ['food', 'origin-producer', 'made in Ulmenholt by a family dairy'],
    ['food', 'origin-producer', '产地是芦塘镇 自己的厂'],
    ['food', 'production-date', '袋子背面有钢印 20260918 看见没有'],
    ['food', 'production-date', '上个礼拜刚下线的'],
    ['food', 'shelf-life', '袋子封着能搁一年'],
    ['food', 'shelf-life', '到期时间二七年十月'],
    ['electronics', 'warranty-period', '一年里头有问题都给你免费修'],
    ['electronics', 'warranty-period', 'we cover it for two full years parts and labour'],
    ['food', 'usage-instructions', '回家隔水蒸十分钟就能吃'],
    ['electronics', 'cautions', '不能进洗碗机 只能手洗'],
    ['electronics', 'cautions', '別用濕手碰 唔好喺浴室用'],
    ['apparel', 'size-fit', 'fits like a medium, runs a size small'],
    ['health-food', 'hf-registration', '國食健字第A00456號'],
  ])('%s: %s is heard in %s', (category, dutyId, text) => {
    expect(stated(text, category)).toContain(dutyId);
  });

  it.each<[Category, string, string]>([
    ['food', 'ingredients', '这个口味有草莓芒果蓝莓三种'],
    ['food', 'ingredients', '煮面的时候放两颗鸡蛋加青菜特别香'],
    ['food', 'ingredients', 'the ingredients are super clean guys'],
    ['jewellery', 'jewel-material', '配金项链或者银链子都好看'],
    ['food', 'origin-producer', '发货地在义乌'],
    ['food', 'production-date', '上个月断货今天刚补'],
    ['food', 'shelf-life', '我家两天就吃完了根本放不住'],
    ['food', 'shelf-life', '放半个小时再吃'],
    ['electronics', 'warranty-period', 'a few dollars a week, guaranteed'],
    ['electronics', 'model-parameters', 'nine to six every day we are here'],
    ['cosmetics', 'usage-instructions', '抹三天你就知道了'],
    ['cosmetics', 'cosmetic-usage-warning', '涂上去一秒吸收'],
    ['electronics', 'cautions', '操作特别简单老人都会'],
    ['electronics', 'cautions', '千万别错过不能再便宜了'],
  ])('%s: %s is not heard in %s', (category, dutyId, text) => {
    expect(stated(text, category)).not.toContain(dutyId);
  });
});

describe('slots of everyday speech', () => {
  it.each([
    ['蒸十分钟', '蒸{duration}'],
    ['十分好吃', '十分好吃'],
    ['保修一个月', '保修{duration}'],
    ['一个才十块', '{unit}才{money}'],
    ['喷码20260918', '喷码{date}'],
    ['零下十八度', '零下{degree}'],
    ['一点点盐', '一点点盐'],
    ['斗六的花生', '{place}的花生'],
    ['grown on a farm near Ulmenholt', 'grown on a farm near {place}'],
    ['made in small batches', 'made in small batches'],
  ])('%s → %s', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });
});
