import { Converter } from 'opencc-js/cn2t';
import type { Part, TrainingLine } from '../../models/text/network/training-data.ts';
import { type Frame, fill, type Slots } from './frames.ts';
import { noisy } from './noise.ts';
import { createRandom, type Random } from './random.ts';

/** Lines tried per frame and script; English frames are fewer and vary more. */
const LINES_PER_FRAME = { claim: { zh: 8, hant: 7, en: 9 }, benign: { zh: 24, hant: 24, en: 36 } } as const;
/** Share of Simplified frames written out in Traditional characters. */
const CONVERTED = 0.3;
/** Share of spoken lines that run on into lawful talk, and of those again into another claim. */
const RUN_ON = 0.3;
const SECOND_CLAIM = 0.12;

const LANGUAGE = { zh: 'zh-Hans', hant: 'zh-Hant', en: 'en' } as const;

interface Neighbours {
  readonly benign: readonly Frame[];
  readonly claims: readonly Frame[];
}

/** A frame's text and labels, run on into its neighbours: frames of the same part and script only. */
const runOn = (frame: Frame, around: Neighbours, slots: Slots, random: Random) => {
  const pieces = [fill(frame.text, slots, random)];
  const groups = new Set(frame.groups);
  if (!frame.chat && random.chance(RUN_ON)) {
    for (let more = random.chance(0.35) ? 2 : 1; more > 0 && around.benign.length > 0; more -= 1) {
      const piece = fill(random.pick(around.benign).text, slots, random);
      if (random.chance(0.5)) pieces.push(piece);
      else pieces.unshift(piece);
    }
    if (frame.groups.length > 0 && around.claims.length > 0 && random.chance(SECOND_CLAIM)) {
      const other = random.pick(around.claims);
      pieces.push(fill(other.text, slots, random));
      for (const group of other.groups) groups.add(group);
    }
  }
  return { text: pieces.join(frame.script === 'en' ? ', ' : '，'), groups: [...groups] };
};

/**
 * Makes labelled lines of every part out of frames; lawful ones as many as claims, from fewer frames. The same frames, slots and seed give the same lines; no frame has
 * lines in two parts.
 * @param taken texts that are there already, and are not made again.
 */
export const makeLines = (
  frames: readonly Frame[],
  slots: Slots,
  seed: number,
  taken: readonly string[],
): Readonly<Record<Part, readonly TrainingLine[]>> => {
  const toTraditional = Converter({ from: 'cn', to: 'twp' });
  const seen = new Set<string>(taken);
  const lines: Record<Part, TrainingLine[]> = { training: [], validation: [], 'held-out': [] };
  for (const frame of frames) {
    const random = createRandom(seed ^ Number.parseInt(frame.id.slice(0, 8), 16));
    const spokenAlike = frames.filter(
      (one) => one.part === frame.part && one.script === frame.script && !one.chat && one !== frame,
    );
    const around = {
      benign: spokenAlike.filter((one) => one.groups.length === 0),
      claims: spokenAlike.filter((one) => one.groups.length > 0),
    };
    const claim = frame.groups.length > 0;
    for (let tried = LINES_PER_FRAME[claim ? 'claim' : 'benign'][frame.script]; tried > 0; tried -= 1) {
      const { text, groups } = runOn(frame, around, slots, random);
      const english = frame.script === 'en';
      const converted = frame.script === 'zh' && random.chance(CONVERTED);
      const written = noisy(text, { english, chat: frame.chat, claim }, random);
      const line = converted ? toTraditional(written) : written;
      if (seen.has(line)) continue;
      seen.add(line);
      lines[frame.part].push({
        lang: converted ? 'zh-Hant' : LANGUAGE[frame.script],
        source: frame.chat ? 'chat' : 'speech',
        text: line,
        groups,
      });
    }
  }
  return lines;
};
