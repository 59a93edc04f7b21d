import type { Bilingual } from '../claim.ts';
import { DUTY_FIELDS } from './duty-fields.ts';

/** What the fields of a product's page are called; a field that is not here is shown as the sender named it. */
export const LISTING_WORDS: Readonly<Record<string, Bilingual>> = {
  ...DUTY_FIELDS,
  price: { zh: '价格', en: 'Price' },
  unit: { zh: '规格', en: 'Unit' },
  originalPrice: { zh: '划线价', en: 'Former price' },
  payable: { zh: '到手价', en: 'To pay' },
  skus: { zh: '款式', en: 'Variants' },
  coupons: { zh: '优惠券', en: 'Coupons' },
  bundle: { zh: '套装内容', en: 'Bundle' },
  priceHistory: { zh: '历史价格', en: 'Earlier prices' },
  link: { zh: '链接', en: 'Link' },
  'shelf-life': { zh: '保质期', en: 'Shelf life' },
  'name-spec': { zh: '名称和规格', en: 'Name and size' },
  'origin-producer': { zh: '产地和生产者', en: 'Origin and maker' },
  'delivery-time': { zh: '发货时间', en: 'Delivery time' },
  freight: { zh: '运费', en: 'Freight' },
  'no-reason-return': { zh: '七日无理由退货', en: 'Return without reason' },
  'cosmetic-filing-no': { zh: '备案或注册编号', en: 'Filing or registration number' },
  'cosmetic-full-ingredients': { zh: '全成分', en: 'All ingredients' },
  'cosmetic-use-period': { zh: '使用期限', en: 'Use by' },
  'price-and-unit': { zh: '价格和计价单位', en: 'Price and unit' },
};

const pairs = (value: Record<string, unknown>): string =>
  Object.values(value)
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .join(' ');

/** A value of a product's page as a line of text. */
export const listingText = (value: unknown): string => {
  if (Array.isArray(value))
    return value
      .map((one: unknown) =>
        typeof one === 'object' && one !== null ? pairs(one as Record<string, unknown>) : String(one),
      )
      .join('; ');
  if (typeof value === 'object' && value !== null) return pairs(value as Record<string, unknown>);
  return String(value);
};
