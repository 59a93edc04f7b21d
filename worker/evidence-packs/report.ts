import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { StoryLine } from '../../models/contract/pack/story.ts';
import { noListing, throughWords, whyWithheld } from '../../models/contract/pack/words.ts';
import {
  ACCENT,
  type DrawAsked,
  fieldName,
  fontFiles,
  HIGH,
  INK,
  LINE,
  MARK,
  QUIET,
  type Voice,
  verifyAddress,
  voiceOf,
  WASH,
} from './drawing.ts';
import { EDGE, FOOT, heading, PAGE, type Paper, paragraph, room, row, short, WIDTH } from './report-paper.ts';
import { answers, brought } from './report-people.ts';

/** Lines of the minute in print: the page shows them all. */
const LINES_MAX = 26;
const LISTING_MAX = 10;

const head = ({ pdf, asked, voice }: Paper): void => {
  pdf.rect(0, 0, PAGE.width, 74).fill(WASH);
  pdf
    .fillColor(ACCENT)
    .font('bold')
    .fontSize(17)
    .text(voice.word('title'), EDGE, 20, { width: WIDTH - 150 });
  const stamped = asked.stamps.length === 0 ? voice.word('unstamped') : stampLines(asked, voice).join(' ');
  pdf
    .fillColor(QUIET)
    .font('regular')
    .fontSize(9)
    .text(`${voice.word('notice')} · ${stamped}`, EDGE, 47, { width: WIDTH });
  pdf
    .fillColor(ACCENT)
    .font('bold')
    .fontSize(11)
    .text(voice.word('product'), EDGE + WIDTH - 150, 24, { width: 150, align: 'right' });
  pdf.y = 86;
};

const stampLines = ({ stamps }: DrawAsked, voice: Voice): string[] =>
  stamps.map(({ authority, at }) => voice.word('stamped', { authority, at }));

/** The words in question, large, with what was said around them. */
const quotes = (paper: Paper): void => {
  const { pdf, asked, voice } = paper;
  const { claims, owed } = asked.story;
  for (const { finding, quote, withheld } of claims.slice(0, 3)) {
    if (!room(paper, 70)) return;
    const top = pdf.y;
    const text = quote === '' ? whyWithheld(voice.word, withheld) : short(quote, 90);
    pdf.font('bold').fontSize(19);
    const height = pdf.heightOfString(text, { width: WIDTH - 24 });
    pdf.rect(EDGE, top, 4, height + 22).fill(HIGH);
    pdf
      .fillColor(INK)
      .font('bold')
      .fontSize(19)
      .text(text, EDGE + 16, top + 1, { width: WIDTH - 24 });
    pdf
      .font('regular')
      .fontSize(10.5)
      .fillColor(HIGH)
      .text(`${voice.say(finding.title)} · ${voice.article(finding.article)}`, EDGE + 16, pdf.y + 1, {
        width: WIDTH - 24,
      });
    pdf.y = Math.max(pdf.y, top + height + 22) + 8;
  }
  for (const duty of owed.slice(0, 2)) {
    pdf
      .font('bold')
      .fontSize(16)
      .fillColor(INK)
      .text(`${voice.say(duty.title)}${voice.colon}${voice.word('unspoken')}`, EDGE, pdf.y, { width: WIDTH });
    pdf.moveDown(0.4);
  }
};

const standing = ({ story }: DrawAsked, voice: Voice): string => {
  if (story.standing === 'none') return '';
  const corrected = story.correctedAt.map(({ clock }) => voice.word('corrected', { clock }));
  return [voice.word(story.standing), ...corrected].join(voice.colon === ': ' ? '; ' : '；');
};

const facts = (paper: Paper): void => {
  const { asked, voice } = paper;
  const { story } = asked;
  const { word } = voice;
  const [first] = story.claims;
  const at = first ?? story.owed[0] ?? story.at;
  row(paper, word('when'), word('whenText', { clock: at.clock, local: at.local }), { bold: true });
  const by = first?.line ? [first.line.speaker, word(`role:${first.line.role}`)] : story.presenters;
  row(paper, word('claimedBy'), by.filter(Boolean).join(' · ') || '—');
  const room = [story.room, story.operator && word('operator', { name: story.operator }), story.platform];
  row(paper, word('room'), room.filter(Boolean).join(' · '));
  if (story.title) row(paper, word('broadcastTitle'), short(story.title));
  const { product } = story;
  if (product) {
    const link = product.linkNo === undefined ? undefined : word('link', { n: product.linkNo });
    const seller = product.seller && `${word('seller')}${voice.colon}${product.seller}`;
    row(paper, word('goods'), [short(product.name ?? product.id), link, seller].filter(Boolean).join(' · '));
  }
  const state = standing(asked, voice);
  if (state) row(paper, word('standing'), state);
  const joined = story.cases.at(-1);
  if (joined) row(paper, '', word('caseRow', { at: joined.at, n: joined.others, leaf: joined.leaf }));
  if (story.claims.length > 1) row(paper, '', word('heardTimes', { n: story.claims.length }));
};

const picture = (paper: Paper): void => {
  const { pdf, asked, voice } = paper;
  const frame = asked.pictures.find(({ what, file }) => what === 'frame' && asked.frames[file]);
  const bytes = frame && asked.frames[frame.file];
  if (!frame || !bytes || !room(paper, 190)) return;
  const top = pdf.y + 6;
  pdf.image(Buffer.from(bytes), EDGE, top, { fit: [WIDTH * 0.62, 176] });
  const left = EDGE + WIDTH * 0.62 + 14;
  pdf.font('regular').fontSize(8.5).fillColor(QUIET);
  const lines = [
    voice.say(frame.says),
    voice.word('pictureOf', { leaf: frame.leaf }),
    `SHA-256 ${frame.sha256}`,
  ];
  pdf.text(lines.join('\n'), left, top, { width: EDGE + WIDTH - left, lineGap: 2 });
  pdf.y = top + 182;
};

const grounds = (paper: Paper): void => {
  const { asked, voice } = paper;
  const seen = new Set<string>();
  for (const { article, reason, suggestion, title, stands } of asked.story.findings) {
    const key = `${article}\n${reason.zh}`;
    if (seen.has(key) || seen.size >= 3) continue;
    if (seen.size === 0 && !heading(paper, `${voice.word('article')} · ${voice.word('reason')}`)) return;
    seen.add(key);
    row(paper, voice.say(title), voice.article(article), { bold: true });
    if (asked.story.standing === 'partly') row(paper, voice.word('standing'), voice.word(stands));
    row(paper, voice.word('reason'), short(voice.say(reason), 320));
    if (voice.say(suggestion)) row(paper, voice.word('suggestion'), short(voice.say(suggestion), 200));
  }
};

const listing = (paper: Paper): void => {
  const { asked, voice } = paper;
  const { product } = asked.story;
  if (!product || !heading(paper, voice.word('listing'))) return;
  if (!product.listing || product.listing.length === 0) {
    paragraph(paper, noListing(voice.word, product.withheld), { colour: QUIET });
    return;
  }
  if (product.asOf)
    paragraph(paper, voice.word('listingAsOf', { clock: product.asOf.clock }), { size: 8.5, colour: QUIET });
  for (const [field, value] of product.listing.slice(0, LISTING_MAX))
    row(paper, short(fieldName(voice, field), 20), short(value, 200));
};

const owed = (paper: Paper): void => {
  const { asked, voice } = paper;
  if (!heading(paper, voice.word('duties'))) return;
  const { duties } = asked.story;
  if (duties.length === 0) paragraph(paper, voice.word('dutiesNone'), { colour: QUIET });
  for (const duty of duties.slice(0, 8)) {
    const say = voice.say(duty.say);
    paragraph(
      paper,
      `· ${[voice.say(duty.name), duty.product, say && voice.word('dutySay', { say: short(say, 80) })].filter(Boolean).join(' · ')}`,
    );
  }
};

const lineOf = (paper: Paper, line: StoryLine): void => {
  const { pdf, voice } = paper;
  const who = line.speaker ?? voice.word(`role:${line.role}`);
  const text = line.text === null ? whyWithheld(voice.word, line.withheld) : short(line.text);
  pdf.font('regular').fontSize(9);
  const left = 132;
  const height = pdf.heightOfString(text, { width: WIDTH - left, lineGap: 1 });
  if (!room(paper, height + 3)) return;
  const top = pdf.y;
  if (line.marks.length > 0) pdf.rect(EDGE - 4, top - 1, WIDTH + 8, height + 3).fill(MARK);
  pdf
    .fillColor(QUIET)
    .text(`${line.clock}  ${short(who, 9)}`, EDGE, top, { width: left - 8, lineBreak: false });
  pdf
    .fillColor(line.text === null ? QUIET : INK)
    .text(text, EDGE + left, top, { width: WIDTH - left, lineGap: 1 });
  pdf.y = Math.max(pdf.y, top + height) + 2;
};

const context = (paper: Paper): void => {
  const { asked, voice } = paper;
  const { lines, at, gaps } = asked.story;
  if (!heading(paper, `${voice.word('context')} (${asked.story.from.clock}–${asked.story.until.clock})`))
    return;
  const nearest = [...lines]
    .sort((a, b) => Math.abs(a.atMs - at.atMs) - Math.abs(b.atMs - at.atMs))
    .slice(0, LINES_MAX);
  if (nearest.length === 0) paragraph(paper, voice.word('contextNone'), { colour: QUIET });
  for (const line of lines) if (nearest.includes(line)) lineOf(paper, line);
  const { words, media } = asked.document.coverage;
  paragraph(paper, `${voice.word('coverage')}${voice.colon}${voice.word('coverageText', { words, media })}`, {
    size: 9,
  });
  for (const gap of gaps.slice(0, 6)) {
    const cause = voice.word(`gap:${gap.reason}`);
    paragraph(paper, `· ${voice.word('gapRow', { from: gap.from.clock, until: gap.until.clock, cause })}`, {
      size: 9,
    });
  }
  withheldRows(paper);
  paragraph(paper, voice.word('masked'), { size: 8.5, colour: QUIET });
};

/** What is not shown, and why: the page beside it lists all of it. */
const withheldRows = (paper: Paper): void => {
  const { asked, voice } = paper;
  for (const notice of asked.story.withheld.slice(0, NOTICES_MAX)) {
    const { leaf, of, from, until } = notice;
    const why = whyWithheld(voice.word, notice);
    const row =
      from && until
        ? voice.word('withheldMedia', { from: from.clock, until: until.clock, why })
        : voice.word('withheldRecord', { leaf: of ?? leaf, why });
    paragraph(paper, `· ${row}`, { size: 9 });
  }
};
const NOTICES_MAX = 6;

const meaning = (paper: Paper): void => {
  const { asked, voice } = paper;
  if (!heading(paper, voice.word('proves'))) return;
  for (const name of ['proves:1', 'proves:2', 'proves:3'] as const)
    paragraph(paper, `· ${voice.word(name)}`, { size: 9 });
  const { leftOut, through } = asked.story;
  const told = through && throughWords(voice.word, through);
  for (const said of told?.proves ?? []) paragraph(paper, `· ${said}`, { size: 9 });
  if (asked.story.withheld.length > 0) paragraph(paper, `· ${voice.word('provesWithheld')}`, { size: 9 });
  if (!heading(paper, voice.word('provesNot'))) return;
  for (const name of ['provesNot:1', 'provesNot:2', 'provesNot:3', 'provesNot:4'] as const)
    paragraph(paper, `· ${voice.word(name)}`, { size: 9 });
  for (const said of told?.provesNot ?? []) paragraph(paper, `· ${said}`, { size: 9 });
  if (leftOut && leftOut.hidden > 0)
    paragraph(paper, `· ${voice.word('provesNot:leftOut', { ...leftOut })}`, { size: 9 });
};

/** Squares of a QR code, from its top left corner. */
export const qrSquares = (
  text: string,
): { readonly size: number; readonly dark: readonly (readonly [number, number])[] } => {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const dark = data.flatMap((line, y) => line.flatMap((on, x) => (on ? [[x, y] as const] : [])));
  return { size, dark };
};

const checking = (paper: Paper): void => {
  const { pdf, asked, voice } = paper;
  if (!room(paper, 128)) return;
  pdf.moveDown(0.6);
  const top = pdf.y;
  const side = 96;
  const { size, dark } = qrSquares(verifyAddress(asked));
  const step = side / size;
  for (const [x, y] of dark) pdf.rect(EDGE + x * step, top + y * step, step + 0.05, step + 0.05);
  pdf.fill(INK);
  const left = EDGE + side + 18;
  const width = WIDTH - side - 18;
  pdf.font('bold').fontSize(11.5).fillColor(ACCENT).text(voice.word('how'), left, top, { width });
  pdf.font('regular').fontSize(9.5).fillColor(INK);
  pdf.text(voice.word('howOnline', { url: asked.document.verifyUrl, code: asked.code }), left, pdf.y + 3, {
    width,
    lineGap: 2,
  });
  pdf.text(voice.word('howOffline'), left, pdf.y + 2, { width });
  pdf
    .fontSize(8)
    .fillColor(QUIET)
    .text(`${voice.word('fingerprint')} ${asked.fingerprint}`, left, pdf.y + 4, { width });
  pdf.y = Math.max(pdf.y, top + side) + 6;
};

const feet = ({ pdf, asked, voice }: Paper): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(start + n);
    const top = PAGE.height - FOOT;
    pdf
      .moveTo(EDGE, top)
      .lineTo(EDGE + WIDTH, top)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    pdf.font('regular').fontSize(8).fillColor(QUIET);
    // A foot stands below the margin, where text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    pdf.text(
      `${voice.word('packId')} ${asked.document.id} · ${voice.word('howCode', { code: asked.code })}`,
      EDGE,
      top + 8,
      { width: WIDTH - 90, lineBreak: false },
    );
    pdf.text(voice.word('page', { n: n + 1, of: count }), EDGE + WIDTH - 90, top + 8, {
      width: 90,
      align: 'right',
      lineBreak: false,
    });
  }
};

/** The report: one to three pages that a chat with customer service and a complaint form take. The same input gives the same bytes. */
export const drawReport = (asked: DrawAsked): Promise<Uint8Array> => {
  const voice = voiceOf(asked);
  const { story, document } = asked;
  // No clock: a report is dated by what it tells of.
  const dated = new Date(story.at.local.replace(' ', 'T').replace(' ', ''));
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: EDGE, left: EDGE, right: EDGE, bottom: FOOT },
    bufferPages: true,
    lang: document.language,
    displayTitle: true,
    info: {
      Title: `${voice.word('title')} ${asked.code}`,
      Author: voice.word('product'),
      CreationDate: dated,
      ModDate: dated,
    },
  });
  const { regular, bold } = fontFiles();
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  const chunks: Uint8Array[] = [];
  const ended = new Promise<Uint8Array>((done, failed) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => done(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', failed);
  });
  const paper: Paper = { pdf, asked, voice };
  head(paper);
  for (const part of [
    quotes,
    facts,
    picture,
    grounds,
    answers,
    brought,
    checking,
    listing,
    owed,
    context,
    meaning,
  ])
    part(paper);
  feet(paper);
  pdf.end();
  return ended;
};
