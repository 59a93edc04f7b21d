import { Converter } from 'opencc-js/t2cn';
import { createNormaliser } from '../../../models/text/normalise/normalise.ts';
import { makeLines, takeLines } from './lines.ts';
import { against, printTable, sideBySide, thousands } from './measure.ts';

const LINES = 20_000;
const GOAL = 12;

/** Measures folding, which keeps the way back to the original, against NFKC and opencc-js, which lose it. @returns whether the goal was reached. */
export const benchNormalising = (): boolean => {
  const { fold } = createNormaliser();
  const convert = Converter({ from: 't', to: 'cn' });
  const lines = takeLines(makeLines(5), LINES);
  const measured = sideBySide(lines, [
    {
      name: 'this project, with offsets',
      run: (all) => {
        let units = 0;
        for (const line of all) units += fold(line).length;
        return units;
      },
    },
    {
      name: 'NFKC, then opencc-js, without',
      run: (all) => {
        let units = 0;
        for (const line of all) units += convert(line.normalize('NFKC')).length;
        return units;
      },
    },
  ]);
  const behind = measured[1]?.behind ?? 0;
  printTable(`normalising plain lines: ${thousands(LINES)}`, [
    ['', 'lines/s', 'ours is', 'goal'],
    ...measured.map(({ name, perSecond }, at) => [
      name,
      thousands(perSecond),
      at === 0 ? '' : `${behind.toFixed(1)}x`,
      at === 0 ? '' : against(behind, GOAL),
    ]),
  ]);
  return behind >= GOAL;
};
