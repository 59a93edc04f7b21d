import { adoptionIn, type Yes } from '../elements/adoption.ts';

/** Whole answers by which a speaker bears out what was just quoted or asked, beside the plain yes of `adoptionIn`. */
const AGREES =
  /^[\s，,、。！!~]*(?:[啊嗯哎诶哦噢呃欸哈唉]+[\s，,、]*)*((?:真的)?就?是[这這](?:样|樣|么回事|麼回事)(?:子)?的?|真的(?:就)?(?:是|如此)?(?=$|[\s，,。！!])|真的[没沒][错錯骗騙]|一[点點][都也]?(?:[没沒][错錯]|不假)|(?:的[确確]|[确確][实實])(?:就)?(?:是|如此)?(?:[这這][样樣]的?)?(?=$|[\s，,。！!])|[说說讲講]得?的?(?:就是|都是)?(?:真的|[实實][话話]|事[实實])|(?:完全|百分百|十分)?(?:同意|[赞贊讚]同|[认認]同)(?=$|[\s，,。！!])|[说說][到得](?:我)?心坎)/;
const AGREES_EN =
  /^[\s,.!]*(?:(?:oh|yeah|yes|well|and|mm+|haha)[\s,]+)*((?:it|they|this|that)(?:'s| is| are)? (?:really |truly |so |absolutely |totally )?(?:is|are|true|right)(?=$|[\s]*[,.!])|said it (?:right|best|all)|(?:i )?(?:could ?n.t|couldn't) have said it better|(?:i |we )?(?:totally |fully |absolutely |completely )?agree(?:d)?\b|(?:she|he|they)(?:'s|'re| is| are) (?:so |absolutely |totally )?right|(?:exactly|spot on|for real|no doubt|hundred percent|100 ?%)(?=$|[\s]*[,.!]))/i;
/** What takes the agreement back, or asks instead of agreeing. */
const NOT_SO =
  /^[\s，,]*(?:[吗嗎么麼?？]|[么麼]?[?？])|不能|不敢|不是|不一定|不好[说說]|不知道|不清楚|[广廣]告法|但是?|可是/;
const NOT_SO_EN = /^\s*\?|\b(?:but|not|never|however|cannot|can'?t|don'?t|isn'?t)\b/i;
const AFTER_UNITS = 40;

/** The words at the head of a text that make what was quoted or asked before it the speaker's own; `null` without any. */
export const agreementIn = (text: string): Yes | null => {
  const yes = adoptionIn(text);
  if (yes) return yes;
  const head = text.slice(0, AFTER_UNITS * 2);
  const chinese = AGREES.exec(head);
  const hit = chinese ?? AGREES_EN.exec(head);
  const words = hit?.[1];
  if (!hit || words === undefined) return null;
  const end = hit[0].length;
  if ((chinese ? NOT_SO : NOT_SO_EN).test(head.slice(end, end + AFTER_UNITS))) return null;
  return { words, start: end - words.length, end };
};
