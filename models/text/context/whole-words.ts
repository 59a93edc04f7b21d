import { edgesOf } from './edges.ts';

/** A stretch of a folded text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const HAN = /^[\u3400-\u9fff]$/;
const ENDS_IN_WORD = /[\d\u3400-\u9fff]/;
const isHan = (char: string | undefined): boolean => char !== undefined && HAN.test(char);

/** Longest word of the packs that is looked for over an edge. */
const WORD_MAX = 5;
/** Looked at on either side of an edge to find its words: a segmenter needs some of what stands around. */
const AROUND_UNITS = 8;
/** A segmenter may take a whole phrase for a word; farther than this an edge is not moved by it. */
const SEGMENT_MAX = 4;
/** How far to the end of its clause a span is taken that stops before what it says. */
const CLAUSE_UNITS = 8;

/** What a verb needs to be told to its end: 排|出来, 敢|说. */
const COMPLEMENT =
  /^(?:出来|出去|下来|下去|上来|上去|起来|回来|回去|过来|过去|干净|个精光|精光|光光|掉|光|完|净)(?:了(?!解))?/;
/** Words of two that a negation in the span tears apart: 不过|敏. */
const ALLERGY = /^敏(?!感|锐|捷)/;
/** After these nothing has been said yet: 再也|没有, 瘦得太|快, 前三百名再|减三十. */
const UNSAID = /[\u3400-\u9fff](?:[不没再太得最更很能要会就都也被把比跟敢只才]|正在)$/;
/** What begins another clause, with or without a mark. */
const NEXT_CLAUSE = /[，,。！!？?；;：:、\s]|而且|并且|但是|不过(?!敏)|因为|所以|然后|还有/;
const NUMBER = /(?:[\d零一二两三四五六七八九十百千万亿点]|百分之?)$/;
/** A number told to its end: 三十|来件. */
const COUNTED =
  /^之?[\d零一二两三四五六七八九十百千万亿点.]*[来多几余]?(?:%|倍|[单件瓶盒台套份箱双条支位名人次天年月号块元折斤克包罐颗粒片张把只圈杯辆副口遍度步成]|个(?:月|小时|星期|礼拜)?)|^之?[\d零一二两三四五六七八九十百千万亿点]+/;
/** What a deed is promised by stands right before it and belongs to it: 包|治百病. */
const PROMISED_BY = /(?:包|专|保)$/;
const DEED = /^(?:治|瘦|白|退|赔|过|好|祛|去|见效|有效|满意|换|学会|你)/;

let segmenter: Intl.Segmenter | undefined;
/** The segment that holds both sides of an edge, within what stands around it; null where the edge falls between two. */
const segmentAround = (around: string, edge: number): Stretch | null => {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const found = segmenter.segment(around).containing(edge);
  if (!found || found.index === edge || found.segment.length > SEGMENT_MAX) return null;
  return { start: found.index, end: found.index + found.segment.length };
};

/** Hosts say the same again and again, and what a segmenter makes of so few characters depends on nothing else. */
const segments = new Map<string, Stretch | null>();
const SEGMENTS_MAX = 4_096;

/** Where the segment begins and ends that holds both sides of an edge; null where the edge falls between two. */
const segmentOver = (text: string, edge: number): Stretch | null => {
  const floor = Math.max(0, edge - AROUND_UNITS);
  const around = text.slice(floor, edge + AROUND_UNITS);
  const key = `${edge - floor} ${around}`;
  let found = segments.get(key);
  if (found === undefined) {
    if (segments.size >= SEGMENTS_MAX) segments.clear();
    found = segmentAround(around, edge - floor);
    segments.set(key, found);
  }
  return found && { start: floor + found.start, end: floor + found.end };
};

/** What says nothing by itself: by it alone no edge is moved. */
const EMPTY = /^[的了个一说你我他她它是在和这那就还有也都吗呢吧啊哈嘛能可会再又很]+$/;
const WORD = /^[\u3400-\u9fff]{2,}$/;

type IsWord = (text: string) => boolean;

const isKnown = (word: string, isWord: IsWord): boolean => WORD.test(word) && isWord(word);

/** The longest word of the packs that begins before the edge, within the span, and ends beyond it. */
const wordOver = (text: string, from: number, edge: number, isWord: IsWord): number => {
  for (let end = Math.min(text.length, edge + WORD_MAX - 1); end > edge; end -= 1)
    for (let start = Math.max(from, end - WORD_MAX); start < edge; start += 1)
      if (isKnown(text.slice(start, end), isWord) && !EMPTY.test(text.slice(edge, end))) return end;
  return edge;
};

/** The same at the beginning of the span. */
const wordBefore = (text: string, edge: number, until: number, isWord: IsWord): number => {
  for (let start = Math.max(0, edge - WORD_MAX + 1); start < edge; start += 1)
    for (let end = Math.min(until, start + WORD_MAX); end > edge; end -= 1)
      if (isKnown(text.slice(start, end), isWord) && !EMPTY.test(text.slice(start, edge))) return start;
  return edge;
};

/** Whether a word of the packs ends or begins right at an edge of the span: then the edge cuts none. */
const isWordAt = (text: string, { start, end }: Stretch, at: 'start' | 'end', isWord: IsWord): boolean => {
  for (let size = 2; size <= Math.min(WORD_MAX, end - start); size += 1)
    if (isKnown(at === 'start' ? text.slice(start, start + size) : text.slice(end - size, end), isWord))
      return true;
  return false;
};

const endOf = (text: string, { start, end }: Stretch, isWord: IsWord): number => {
  const rest = text.slice(end, end + CLAUSE_UNITS);
  const span = text.slice(start, end);
  const told = (NUMBER.test(span) ? COUNTED.exec(rest) : null) ?? COMPLEMENT.exec(rest);
  if (told) return end + told[0].length;
  if (span.endsWith('不过') && ALLERGY.test(rest)) return end + 1;
  if (UNSAID.test(span)) {
    const stop = rest.search(NEXT_CLAUSE);
    const piece = stop < 0 ? rest : rest.slice(0, stop);
    if (piece.length > 0 && (stop >= 0 || end + piece.length === text.length)) return end + piece.length;
  }
  const known = wordOver(text, start, end, isWord);
  if (known > end || isWordAt(text, { start, end }, 'end', isWord)) return known;
  return segmentOver(text, end)?.end ?? end;
};

const startOf = (text: string, { start, end }: Stretch, isWord: IsWord): number => {
  if (PROMISED_BY.test(text.slice(Math.max(0, start - 1), start)) && DEED.test(text.slice(start, end)))
    return start - 1;
  const known = wordBefore(text, start, end, isWord);
  if (known < start || isWordAt(text, { start, end }, 'start', isWord)) return known;
  return segmentOver(text, start)?.start ?? start;
};

/**
 * A span of Chinese out to the edges of the words that it cuts: words of the packs, of a segmenter, a verb's complement, the rest of a
 * number, and, where it stops at a word that says nothing yet, the end of a short clause. An edge that is trimmed anyway (a mark, the
 * head of a next clause) is left where it is. Offsets are those of `text`, which is folded.
 */
export const wholeWords = (text: string, span: Stretch, isWord: IsWord): Stretch => {
  const { start, end } = span;
  const { lead, kept } = edgesOf(text.slice(start, end));
  const growsBack = lead === 0 && isHan(text[start - 1]) && isHan(text[start]);
  const growsOn = kept === end - start && isHan(text[end]) && ENDS_IN_WORD.test(text[end - 1] ?? '');
  return {
    start: growsBack ? startOf(text, span, isWord) : start,
    end: growsOn ? endOf(text, span, isWord) : end,
  };
};
