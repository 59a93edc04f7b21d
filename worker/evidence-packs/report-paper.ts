import { ACCENT, type DrawAsked, INK, QUIET, type Voice } from './drawing.ts';

const PAGES_MAX = 3;
/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89 };
export const EDGE = 44;
export const WIDTH = PAGE.width - 2 * EDGE;
export const FOOT = 40;
const CHARS_MAX = 160;

type Pdf = PDFKit.PDFDocument;

/** In one line, and cut where it is too long. */
export const short = (text: string, max = CHARS_MAX): string => {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : letters.join('');
};

/** A report in the making. */
export interface Paper {
  readonly pdf: Pdf;
  readonly asked: DrawAsked;
  readonly voice: Voice;
}

/** Whether so much still fits on this page; begins the next one, or says that there is none. */
export const room = ({ pdf }: Paper, height: number): boolean => {
  if (pdf.y + height <= PAGE.height - EDGE - FOOT) return true;
  if (pdf.bufferedPageRange().count >= PAGES_MAX) return false;
  pdf.addPage();
  return true;
};

/** Begins a part; false where there is no room for it any more. */
export const heading = (paper: Paper, text: string): boolean => {
  if (!room(paper, 60)) return false;
  const { pdf } = paper;
  pdf.moveDown(0.7).font('bold').fontSize(11.5).fillColor(ACCENT).text(text, EDGE, pdf.y, { width: WIDTH });
  pdf.moveDown(0.25).fillColor(INK).font('regular').fontSize(10);
  return true;
};

/** A paragraph, if it still fits. */
export const paragraph = (paper: Paper, text: string, { size = 10, colour = INK, indent = 0 } = {}): void => {
  const { pdf } = paper;
  pdf.font('regular').fontSize(size);
  const height = pdf.heightOfString(text, { width: WIDTH - indent, lineGap: 2 });
  if (!room(paper, height)) return;
  pdf.fillColor(colour).text(text, EDGE + indent, pdf.y, { width: WIDTH - indent, lineGap: 2 });
};

/** Two columns: what it is, and what it says. */
export const row = (paper: Paper, label: string, text: string, { bold = false } = {}): void => {
  const { pdf } = paper;
  const left = 92;
  pdf.font(bold ? 'bold' : 'regular').fontSize(10);
  const height = Math.max(14, pdf.heightOfString(text, { width: WIDTH - left, lineGap: 2 }));
  if (!room(paper, height + 4)) return;
  const top = pdf.y;
  pdf
    .font('regular')
    .fillColor(QUIET)
    .text(label, EDGE, top, { width: left - 8 });
  const labelled = pdf.y;
  pdf
    .font(bold ? 'bold' : 'regular')
    .fillColor(INK)
    .text(text, EDGE + left, top, { width: WIDTH - left, lineGap: 2 });
  pdf.y = Math.max(pdf.y, labelled, top + height) + 3;
};
