import type { Cue, Spoken } from './manifest.ts';
import type { SayLine } from './scenario.ts';

/** Longest caption in columns (a CJK character takes two): two rows of the burnt-in captions. */
const COLUMNS_MAX = 50;
/** Live captioning cuts by width, not by sense: about here, at the next end of a word. */
const CUT_AT_COLUMNS = 34;

const isWide = (char: string): boolean =>
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/u.test(char);
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char) ? 2 : 1), 0);

const words = (text: string, language: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map((part) => part.segment);

const isMark = (word: string): boolean => /^[\p{P}\s]+$/u.test(word);

const cutByWidth = (text: string, language: string): string[] => {
  if (columnsOf(text) <= COLUMNS_MAX) return [text];
  const chunks: string[] = [];
  let chunk = '';
  for (const word of words(text, language)) {
    const full = columnsOf(chunk) >= CUT_AT_COLUMNS && !isMark(word);
    if (full) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += word;
  }
  return chunk === '' ? chunks : [...chunks, chunk];
};

/**
 * The captions of one spoken line: one cue, or several when the line marks cuts with `|` or is too wide.
 * Their texts joined are the line's text; their times fill the line's time in proportion to width.
 */
export const cuesOf = (line: SayLine, spoken: Spoken, language: string): Cue[] => {
  const chunks = line.say.includes('|') ? line.say.split('|') : cutByWidth(line.say, language);
  const total = columnsOf(spoken.text);
  let columns = 0;
  return chunks.map((text, i) => {
    const startMs = spoken.startMs + Math.round(((spoken.endMs - spoken.startMs) * columns) / total);
    columns += columnsOf(text);
    const endMs = spoken.startMs + Math.round(((spoken.endMs - spoken.startMs) * columns) / total);
    return { id: `${spoken.id}.${i + 1}`, line: spoken.id, speaker: spoken.speaker, startMs, endMs, text };
  });
};

const clock = (ms: number): string => {
  const part = (value: number, width = 2) => String(Math.floor(value)).padStart(width, '0');
  return `${part(ms / 3_600_000)}:${part((ms / 60_000) % 60)}:${part((ms / 1000) % 60)}.${part(ms % 1000, 3)}`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Ticks of the 90 kHz clock that MPEGTS in X-TIMESTAMP-MAP counts in (RFC 8216, 3.5). */
const TICKS_PER_MS = 90;

/**
 * The WebVTT segment for [startMs, endMs) of a broadcast. A cue that crosses a border is in both segments, with the
 * same id and times (RFC 8216, 3.5).
 */
export const vttSegment = (
  cues: readonly Cue[],
  startMs: number,
  endMs: number,
  mediaStartMs: number,
): string => {
  const inside = cues.filter((cue) => cue.startMs < endMs && cue.endMs > startMs);
  const head = `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:${mediaStartMs * TICKS_PER_MS},LOCAL:00:00:00.000\n`;
  const body = inside.map(
    (cue) =>
      `\n${cue.id}\n${clock(cue.startMs)} --> ${clock(cue.endMs)}\n<v ${escaped(cue.speaker)}>${escaped(cue.text)}</v>\n`,
  );
  return head + body.join('');
};
