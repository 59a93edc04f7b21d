import type { PriceFinding } from './finding.ts';

/** Half a sentence about a low price: what it is the lowest of, or was before, stands elsewhere or nowhere. */
const HALF =
  /^[\s，,]*((?:(?:[这這]|那)[么麼樣样]|很|更|挺|太|比[较較]|非常|超)?(?:低|便宜|[实實]惠|[优優]惠)的[价價](?:格|[钱錢]|位)?|(?:such |so |very |really )?(?:a )?(?:low|lower|good|nice|great) prices?)[\s。，,.！!啊呢吧]*$/i;

/** A line that speaks of a low price and names no figure, no time and nobody else's price: it claims no former price. */
export const halfSaid = (text: string): PriceFinding | null => {
  const words = HALF.exec(text)?.[1];
  if (words === undefined) return null;
  const start = text.indexOf(words);
  return {
    rule: 'no-figure',
    kind: 'price-fictitious-original',
    verdict: 'exempt',
    start,
    end: start + words.length,
    zh: '没有说出金额，也没有说从前或别处的价格，不构成原价宣称',
    en: 'no figure, no earlier price and nobody else’s: no former price is claimed',
  };
};
