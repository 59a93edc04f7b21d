import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Group, isGroup } from '../../models/contract/kinds.ts';
import { type Part, partOf } from '../../models/text/network/training-data.ts';
import type { Random } from './random.ts';

/** How a frame is written: `zh` is Simplified Chinese, `hant` Traditional as spoken in Taiwan and Hong Kong. */
export const SCRIPTS = ['zh', 'hant', 'en'] as const;
export type Script = (typeof SCRIPTS)[number];

/** A sentence with gaps: `{slot}` takes one of slots.txt's fillers, `(a|b)` one of its own. */
export interface Frame {
  readonly id: string;
  readonly text: string;
  readonly groups: readonly Group[];
  readonly script: Script;
  /** Typed in chat: gets no spoken fillers and no neighbours. */
  readonly chat: boolean;
  readonly part: Part;
}

export type Slots = ReadonlyMap<string, readonly string[]>;

/** Lines of `name = a | b | c`. @throws Error naming the line that is not. */
export const parseSlots = (text: string): Slots => {
  const slots = new Map<string, readonly string[]>();
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw === '' || raw.startsWith('#')) continue;
    const at = raw.indexOf('=');
    if (at < 0) throw new Error(`slots.txt line ${index + 1} has no =`);
    slots.set(
      raw.slice(0, at).trim(),
      raw
        .slice(at + 1)
        .trim()
        .split('|'),
    );
  }
  return slots;
};

const headOf = (line: string, where: string): Pick<Frame, 'groups' | 'script' | 'chat'> => {
  const [labels = '', script = '', chat] = line.slice(3).trim().split(/\s+/);
  const groups = labels === 'benign' ? [] : labels.split('+');
  const known = groups.filter(isGroup);
  const knownScript = SCRIPTS.find((one) => one === script);
  if (known.length !== groups.length || knownScript === undefined)
    throw new Error(`${where}: "${line}" names no group or no script`);
  return { groups: known, script: knownScript, chat: chat === 'chat' };
};

/** Frames of one file: `== group+group script [chat]` heads, one frame a line. @throws Error naming file and line. */
export const parseFrames = (file: string, text: string): readonly Frame[] => {
  const frames: Frame[] = [];
  let head: ReturnType<typeof headOf> | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const where = `${file} line ${index + 1}`;
    if (raw === '' || raw.startsWith('#')) continue;
    if (raw.startsWith('== ')) head = headOf(raw, where);
    else if (head === undefined) throw new Error(`${where} comes before any head`);
    else {
      const id = createHash('sha256').update(raw).digest('hex').slice(0, 10);
      frames.push({ id, text: raw, part: partOf(raw), ...head });
    }
  }
  return frames;
};

/** Reads slots.txt and every other .txt of a folder. */
export const readFrames = async (
  dir: string,
): Promise<{ readonly frames: readonly Frame[]; readonly slots: Slots }> => {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.txt') && name !== 'slots.txt').sort();
  const texts = await Promise.all(files.map((name) => readFile(join(dir, name), 'utf8')));
  const slots = parseSlots(await readFile(join(dir, 'slots.txt'), 'utf8'));
  return { frames: files.flatMap((name, i) => parseFrames(name, texts[i] ?? '')), slots };
};

/** Fills a frame's gaps. @throws Error naming a slot that slots.txt lacks. */
export const fill = (frame: string, slots: Slots, random: Random): string =>
  frame
    .replace(/\(([^()]*)\)/g, (_, choices: string) => random.pick(choices.split('|')))
    .replace(/\{([a-z0-9-]+)\}/g, (_, name: string) => {
      const fillers = slots.get(name);
      if (fillers === undefined) throw new Error(`slots.txt has no ${name}`);
      return random.pick(fillers);
    });
