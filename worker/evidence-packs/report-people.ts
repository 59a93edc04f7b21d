import { clockOf } from '../../models/contract/pack/clock.ts';
import { whyWithheld } from '../../models/contract/pack/words.ts';
import { QUIET } from './drawing.ts';
import { heading, type Paper, paragraph, short } from './report-paper.ts';

/** Characters of one answer in print: the page beside it holds the whole. */
const ANSWER_CHARS_MAX = 600;

/** What the room says of what was decided, or that it has said nothing. */
export const answers = (paper: Paper): void => {
  const { asked, voice } = paper;
  if (asked.document.findings.length === 0 || !heading(paper, voice.word('answers'))) return;
  const { answers: given } = asked.story;
  if (given.length === 0) paragraph(paper, voice.word('answersNone'), { colour: QUIET });
  for (const { at, text, isMore, withheld } of given) {
    paragraph(paper, voice.word(isMore ? 'answerMore' : 'answerAt', { at }), { size: 8.5, colour: QUIET });
    paragraph(paper, text === null ? whyWithheld(voice.word, withheld) : short(text, ANSWER_CHARS_MAX));
  }
};

/** Exhibits in print, and characters of a name: the page beside it lists them all. */
const EXHIBITS_MAX = 8;
const NAME_CHARS_MAX = 60;
const HASH_CHARS = 16;

/** Who marked the moment, in their own words, and what they brought: theirs, and said to be. */
export const brought = (paper: Paper): void => {
  const { asked, voice } = paper;
  const { marked } = asked.story;
  const { exhibits } = asked.document;
  if (!marked || !heading(paper, voice.word('marked'))) return;
  const { at, words, withheld, bought } = marked;
  paragraph(paper, voice.word('markedAt', { at }));
  if (words !== undefined) paragraph(paper, voice.word('markedWords', { words: short(words, 300) }));
  if (withheld) paragraph(paper, voice.word('markedWords', { words: whyWithheld(voice.word, withheld) }));
  if (bought !== undefined) paragraph(paper, voice.word('markedBought', { when: bought }));
  if (exhibits.length === 0) return;
  paragraph(paper, `${voice.word('exhibits')}: ${voice.word('exhibitsText')}`, { size: 8.5, colour: QUIET });
  for (const { name, type = '', bytes, sha256, atMs, placedBy } of exhibits.slice(0, EXHIBITS_MAX)) {
    const clock = clockOf(atMs ?? 0);
    const place = placedBy && voice.word(placedBy === 'clock' ? 'exhibitClock' : 'exhibitHand', { clock });
    const row = [short(name, NAME_CHARS_MAX), type, voice.word('bytes', { n: bytes }), place].filter(Boolean);
    paragraph(paper, `· ${row.join(' · ')} · SHA-256 ${sha256.slice(0, HASH_CHARS)}…`, { size: 9 });
  }
};
