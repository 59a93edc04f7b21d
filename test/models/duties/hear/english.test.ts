import { describe, expect, it } from 'vitest';
import type { Category } from '../../../../models/contract/ingest.ts';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

/** English presenters state facts in passing, without the label's word, or turned about. */
const hear = createHear(loadCatalogue('models/duties/packs'), createPrepare());
const stated = (text: string, category: Category) =>
  hear(text, { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [category] })
    .filter(({ as }) => as === 'stated')
    .map(({ dutyId }) => dutyId);

describe('facts said in passing', () => {
  it.each([
    ['seller-identity', 'food', 'our bakery is Juniper Crumb, up in Duluth'],
    ['seller-identity', 'apparel', "the maker's Saltgrass Weavers, phone number is on the slip"],
    ['seller-identity', 'electronics', 'orders are fulfilled by Copperline Goods'],
    ['host-identity', 'cosmetics', 'full honesty, I earn a small commission on these'],
    ['host-identity', 'apparel', "I'm one of the staff here, on the payroll"],
    ['ad-label', 'food', 'everything in the next bit is sponsored'],
    ['ai-persona-label', 'electronics', 'the lady on screen is computer generated'],
    ['price-comparison-basis', 'electronics', 'RRP is 140, we do 99'],
    ['price-comparison-basis', 'apparel', 'all through September we charged 75 for it'],
    ['price-comparison-basis', 'jewellery', 'cheapest it has been in thirty days was 210'],
    ['gift-details', 'jewellery', "I'm tossing in a 16 inch cord with every pendant"],
    ['gift-details', 'electronics', 'you get a screen cloth free with each one'],
    ['freight', 'food', 'postage goes free once you spend forty'],
    ['tax-duty', 'cross-border', 'import fees are covered, nothing owed at the border'],
    ['delivery-time', 'jewellery', 'engraving takes another four days'],
    ['no-reason-return', 'apparel', 'not feeling it, you have twenty days to send it back'],
    [
      'return-exclusion-confirm',
      'apparel',
      "monogrammed shirts won't be taken back, confirm that at checkout",
    ],
    ['return-exclusion-confirm', 'apparel', 'swimwear is final, tick to acknowledge'],
    ['aftersales-contact', 'apparel', 'reach us through the order page, till nine at night'],
    ['usage-instructions', 'health-food', 'dissolve one in water twice a day'],
    ['storage', 'food', 'a dry dark pantry is the place for it'],
    ['storage', 'food', 'into the freezer the minute it lands'],
    ['shelf-life', 'food', "it'll keep till March 2028"],
    ['shelf-life', 'food', 'finish it by the end of June 2027'],
    ['production-date', 'food', 'came out of the smoker on Tuesday'],
    ['allergen', 'food', 'cashew folks, sit this out'],
    ['hf-not-drug-warning', 'health-food', "don't drop your prescription for it"],
    ['hf-suitable-groups', 'health-food', 'meant for adults, off limits if you take blood thinners'],
    ['hf-suitable-groups', 'health-food', "anyone with gout, please don't take it"],
    ['infant-stage-usage', 'infant-formula', 'newborn up to six months, two level scoops per four ounces'],
    ['infant-breastfeeding', 'infant-formula', "mother's milk is still the ideal"],
    ['cosmetic-full-ingredients', 'cosmetics', 'top five are water, glycerin, urea, betaine, panthenol'],
    ['cosmetic-usage-warning', 'cosmetics', 'stay clear of the waterline, and if it burns wash it off'],
    ['cosmetic-usage-warning', 'cosmetics', 'start slow, two nights a week'],
    ['cautions', 'food', "don't reheat the tray more than once"],
    ['cautions', 'pet-food', 'choking risk, supervise them'],
    ['warranty-period', 'electronics', 'if it conks out inside two years they replace it'],
    ['warranty-period', 'electronics', 'runs about two years on the guarantee'],
    ['three-guarantees', 'electronics', 'ten days to send it back, twenty to swap it, a year of repairs'],
    ['three-guarantees', 'home-appliance', 'we fix it two times, then you get a new one'],
    ['energy-label', 'home-appliance', 'efficiency class B, 120 kilowatt hours a year'],
    ['install-service-fee', 'home-appliance', 'mounting is 60 extra'],
    ['battery-safety', 'electronics', 'runs on three triple As'],
    ['fiber-content', 'apparel', 'half cotton, half linen'],
    ['size-fit', 'apparel', "she's five eight and wears the small"],
    ['care-label', 'apparel', 'machine wash cold, skip the dryer'],
    ['device-scope', 'medical-device', 'meant for sore knees, never over an implant'],
    ['jewel-material', 'jewellery', 'the studs are set in solid platinum'],
    ['agri-origin-harvest', 'agri-produce', 'dug out of the ground on Monday'],
    ['pet-type-stage', 'pet-food', 'senior dog formula, complete diet'],
    ['secondhand-origin', 'second-hand', 'came from the original owner with the receipt'],
    ['service-content-validity', 'virtual', 'six coaching calls, use them by the end of May 2027'],
    ['virtual-refund-rule', 'virtual', "once you redeem it there's no refund"],
  ] as const)('%s (%s): %s', (dutyId, category, text) => {
    expect(stated(text, category)).toContain(dutyId);
  });

  it.each([
    ['seller-identity', 'apparel', 'the shop is family run, sweetest people'],
    ['host-identity', 'apparel', 'you get twenty percent off tonight'],
    ['ad-label', 'cosmetics', 'just me and my favourites, no ads'],
    ['price-comparison-basis', 'apparel', "you'd pay double at the mall"],
    ['price-comparison-basis', 'food', 'we sold three hundred in the spring show'],
    ['gift-details', 'cosmetics', 'there is a surprise gift in every box'],
    ['freight', 'food', "shipping's quick, don't you worry"],
    ['tax-duty', 'cross-border', 'do I pay customs'],
    ['delivery-time', 'apparel', "it'll be there before you know it"],
    ['return-exclusion-confirm', 'apparel', 'sale items are final, no refunds'],
    ['aftersales-contact', 'electronics', "we've got amazing customer service"],
    ['shelf-life', 'food', 'it lasts ages, plenty of time'],
    ['storage', 'food', 'easy to store, no fuss'],
    ['allergen', 'food', 'perfect for everybody'],
    ['hf-not-drug-warning', 'health-food', 'works better than any pill'],
    ['hf-suitable-groups', 'health-food', 'good for the whole family, kids and grandma too'],
    ['infant-breastfeeding', 'infant-formula', 'as good as breast milk'],
    ['cosmetic-full-ingredients', 'cosmetics', 'no fragrance no alcohol no parabens'],
    ['cosmetic-use-period', 'cosmetics', 'one jar lasts me three months'],
    ['cosmetic-usage-warning', 'cosmetics', 'so gentle you can use it anywhere'],
    ['warranty-period', 'electronics', 'this thing will outlive you'],
    ['three-guarantees', 'home-appliance', 'returns, exchanges, repairs, we do it all'],
    ['energy-label', 'home-appliance', 'barely uses any power'],
    ['install-service-fee', 'home-appliance', "installation's a piece of cake"],
    ['battery-safety', 'electronics', 'works with basically everything'],
    ['fiber-content', 'apparel', 'cashmere blend, dreamy'],
    ['size-fit', 'apparel', 'it fits everybody'],
    ['care-label', 'apparel', 'wash it however you want'],
    ['device-scope', 'medical-device', 'back, knees, you name it, it works'],
    ['jewel-material', 'jewellery', 'look at that gold, look at it'],
    ['agri-origin-harvest', 'agri-produce', 'picked a fight with the rooster this morning'],
    ['secondhand-condition', 'second-hand', 'real deal, I swear'],
    ['host-identity', 'food', 'she gets a cut of the cake'],
    ['production-date', 'food', 'we made a video on Tuesday'],
    ['warranty-period', 'electronics', "we've been in service for ten years"],
    ['hf-suitable-groups', 'health-food', "my kids don't let me sleep"],
    ['secondhand-origin', 'second-hand', 'I came from a small town'],
    ['service-content-validity', 'virtual', 'good luck to everyone'],
    ['virtual-refund-rule', 'virtual', 'nobody ever asks for a refund'],
  ] as const)('%s (%s) is not stated by: %s', (dutyId, category, text) => {
    expect(stated(text, category)).not.toContain(dutyId);
  });
});
