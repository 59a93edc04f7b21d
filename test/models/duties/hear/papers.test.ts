import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { stated as statedOf } from './stated.ts';

/** Numbers of papers and what they are looked up by, in the words and forms in which they are read out. */
const stated = (text: string, category: Category) => statedOf(text, { categories: [category] });

describe('papers', () => {
  it.each([
    ['licence', 'food', "the kitchen permit's 77-3310, it's up on the profile"],
    ['licence', 'alcohol', 'distiller licence is posted on our page, number forty one thousand two hundred'],
    ['licence', 'food', '我们统一社会信用代码九一三五开头 主页点得到'],
    ['licence', 'medical-device', '经营备案凭证 苏宁械经营备20250066'],
    ['food-licence-standard', 'food', 'it follows Codex 210, printed by the seam'],
    ['food-licence-standard', 'food', 'inspection stamp reads PT 44 219 CE'],
    ['food-licence-standard', 'food', '作坊证 豫食坊 4102 开头'],
    ['food-licence-standard', 'food', '產品標準是 CNS 開頭 一二八五一'],
    ['infant-registration', 'infant-formula', 'the formula number, YP2031 0044, it is on the base'],
    ['infant-registration', 'infant-formula', '查驗登記是衛部嬰字第 0345 號'],
    ['infant-registration', 'infant-formula', '我念罐底 YP二零三一 零零四四'],
    ['hf-registration', 'health-food', 'registered under G20310077, the function is bone density'],
    ['cosmetic-filing-no', 'cosmetics', 'notified as CPNP 5520193, under the barcode'],
    ['cosmetic-filing-no', 'cosmetics', "it's filed, yue g zhuang wang bei zi 2031005566"],
    ['cosmetic-filing-no', 'cosmetics', '登錄碼 二零三一 零八 一一二'],
    ['cosmetic-special-no', 'special-cosmetics', 'the dye is registered, number G20310456'],
    ['device-registration', 'medical-device', 'registration is guo xie zhu zhun 20313070555'],
    ['ccc-mark', 'electronics', 'CCC certificate starts with 2031-0908'],
    ['ccc-mark', 'electronics', '插头上印着3C标志 翻过来看'],
    ['jewel-cert', 'jewellery', 'comes with IGI 88120345, lasered on the girdle'],
    ['jewel-cert', 'jewellery', '证书上只写了材质 没写产地'],
    ['jewel-cert', 'jewellery', '检测单扫码能查到'],
    ['agri-certificate', 'agri-produce', 'plant health certificate from the county is taped inside'],
    ['agri-certificate', 'agri-produce', '随货放了检测报告 合作社盖的章'],
    ['agri-certificate', 'agri-produce', '有机证 OG-31-77 開頭'],
    ['pet-licence', 'pet-food', '飼料進口登記字第 7781234 號'],
    ['provider-qualification', 'virtual', '補教立案 高市教字 第 5501122 號'],
    ['provider-qualification', 'virtual', 'our agency licence number is 771204'],
  ] as const)('%s (%s): %s', (dutyId, category, text) => {
    expect(stated(text, category)).toContain(dutyId);
  });

  it.each([
    ['licence', 'food', 'every permit you could dream of, all current'],
    ['licence', 'food', '什么证都有 别担心'],
    ['licence', 'medical-device', '专利号ZL二零二三一零三四五六七八'],
    ['food-licence-standard', 'food', 'meets all national standards'],
    ['infant-registration', 'infant-formula', '新国标的 都注册过'],
    ['hf-registration', 'health-food', "it's approved and registered, all legit"],
    ['cosmetic-filing-no', 'cosmetics', '正规备案 大牌都有'],
    ['cosmetic-special-no', 'special-cosmetics', 'registered whitening cream, officially approved'],
    ['device-registration', 'medical-device', '有专利的专利号二零二三一零三四五六七八'],
    ['ccc-mark', 'electronics', 'NCC認證號碼CCAJ31LP0000T1'],
    ['ccc-mark', 'electronics', '3C啥的都有 正规的'],
    ['jewel-cert', 'jewellery', 'an expert looked at it, all real'],
    ['jewel-cert', 'jewellery', '证书齐全 放心收'],
    ['agri-certificate', 'agri-produce', '检测合格的 放心'],
    ['pet-licence', 'pet-food', '出口的工厂 有证的'],
    ['provider-qualification', 'virtual', '正规机构 持证上岗'],
  ] as const)('%s (%s) is not stated by: %s', (dutyId, category, text) => {
    expect(stated(text, category)).not.toContain(dutyId);
  });
});
