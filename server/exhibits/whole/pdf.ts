import type { Walk } from './look.ts';

/** Where readers look for its end: more than what mail programs and printers put after it. */
const TAIL_BYTES = 4_096;
const HEAD_BYTES = 2_048;
/** Beside the place that is named: writers count lines' ends now and then otherwise. */
const NEAR_BYTES = 64;

/** PDF (ISO 32000-1, 7.5.5, annex F): at its end stands where its table of objects is, and there it is. */
export const walkPdf: Walk = async (file) => {
  const head = (await file.at(0, HEAD_BYTES)).toString('latin1');
  const told = /\/Linearized[\s\S]{0,500}?\/L\s+(\d{1,12})|\/L\s+(\d{1,12})[\s\S]{0,500}?\/Linearized/.exec(
    head,
  );
  if (Number(told?.[1] ?? told?.[2] ?? 0) > file.size) return 'cut';
  const tail = (await file.at(Math.max(0, file.size - TAIL_BYTES), TAIL_BYTES)).toString('latin1');
  const ends = [...tail.matchAll(/startxref\s+(\d{1,12})\s+%%EOF/g)];
  const table = Number(ends.at(-1)?.[1] ?? Number.NaN);
  if (!(table < file.size)) return 'cut';
  const near = await file.at(Math.max(0, table - NEAR_BYTES), 3 * NEAR_BYTES);
  return /xref|\d\s+obj/.test(near.toString('latin1')) ? 'whole' : 'broken';
};
