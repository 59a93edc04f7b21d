/**
 * Words by which a speaker makes somebody else's words, or the answer to a question, one's own. Each stands at the head of a
 * sentence and is followed by what may follow a yes: 对 begins 对不起, 对了 and 对比 as well.
 */
const YES =
  /^[\s，,、。！!？?~]*(?:[啊嗯哎诶哦噢呃欸哈唉]+[\s，,、]*)*((?:[对對](?=$|[\s，,。！!、对對啊呀的哒滴]|[没沒]|就是|[确確]|是的)[对對啊呀的哒滴]*|[没沒][错錯](?![过過])|[确確][实實](?=$|[\s，,。！!是就最全]|如此)|是的|正是|可不是(?=$|[\s，,。！!嘛吗])|就是(?=$|[\s，,。！!啊呀的]|就是|最|全[网網国國台球]|第一|史上|[独獨]家|唯一|[这這][样樣])|(?:你|您|他|她|[这這]位[^，,。]{0,4}|[宝寶]{1,2})?[说說讲講](?:得|的)?(?:太|很|真|都)?[对對](?:了|啦|的|极了)?)|当然(?=$|[\s，,。！!是])|當然(?=$|[\s，,。！!是])|必[须須]的)/;
const YES_EN =
  /^[\s,.!?]*(?:(?:oh|yeah|well|and|mm+|uh+|haha)[\s,]+)*(exactly|(?:that'?s|that is|you'?re|you are|so|very|totally|absolutely) (?:so |absolutely |totally |exactly )?(?:right|true|correct|it)\b|(?:correct|true|right|indeed|absolutely|definitely|yep|yup|yes|of course)(?=$|[\s]*[,.!])|yes,? (?:it|they|this|that) (?:is|are|does|do|will)\b|you (?:got it|said it)|it (?:sure |really |truly |certainly )?(?:is|does)(?=$|[\s]*[,.!]))/i;

/** What takes the yes back, or shows that it was none: a proviso, another question, the next subject. */
const NOT_SO =
  /不能|不敢|不是|不一定|不好[说說]|不知道|不清楚|不[让讓]|[广廣]告法|[问問](?:得好|的|我|到)|^[\s，,。]*(?:然[后後]|[谢謝]{2}|[欢歡]迎|看到了|[这這]个?[问問][题題]|下一|接下[来來])/;
const NOT_SO_EN =
  /\b(?:but|not|never|however|cannot|can'?t|don'?t|isn'?t|no)\b|^[\s,.!]*(?:next|let'?s|now|moving|so|thanks|thank|welcome)\b/i;

/** Of a sentence so much is looked at for what takes the yes back. */
const AFTER_UNITS = 40;

/** A yes at the head of a text. */
export interface Yes {
  readonly words: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The words at the head of `text` that adopt what was said before it (docs/exceptions.md, E13), in Simplified, Traditional or
 * English; `null` where there are none or the rest of the sentence takes them back.
 */
export const adoptionIn = (text: string): Yes | null => {
  const head = text.slice(0, AFTER_UNITS * 2);
  const chinese = YES.exec(head);
  const hit = chinese ?? YES_EN.exec(head);
  const words = hit?.[1];
  if (!hit || words === undefined) return null;
  const start = hit[0].length - words.length;
  const rest = head.slice(hit[0].length, hit[0].length + AFTER_UNITS);
  if ((chinese ? NOT_SO : NOT_SO_EN).test(rest)) return null;
  return { words, start, end: hit[0].length };
};
