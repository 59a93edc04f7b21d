import type { Draw, DrawAsked, Drawn } from './drawing.ts';
import { openAlphabet } from './letters.ts';
import { drawPicture } from './pictures.ts';
import { drawReport } from './report.ts';

/** Draws the report and the pictures, here and now: a second of work that a worker leaves to a thread. */
export const draw: Draw = async (asked: DrawAsked): Promise<Drawn> => {
  const alphabet = openAlphabet();
  const pictures = Object.fromEntries(
    asked.pictures.map((one) => [one.file, drawPicture(asked, one, alphabet)]),
  );
  return { report: await drawReport(asked), pictures };
};
