import type { Leaf } from '../log/leaf.ts';
import type { PackDocument, PackSubject } from './documents.ts';

type Stretch = Pick<PackSubject, 'fromMs' | 'untilMs'>;

/** Ms of the stretch that the spans cover together. */
const covered = (spans: readonly Stretch[], of: Stretch): number => {
  let sum = 0;
  let reached = of.fromMs;
  for (const { fromMs, untilMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const start = Math.max(fromMs, reached);
    const end = Math.min(untilMs, of.untilMs);
    if (end <= start) continue;
    sum += end - start;
    reached = end;
  }
  return sum;
};

/** In per cent, to one place, rounded down: 100 only where nothing is missing. */
const percent = (partMs: number, { fromMs, untilMs }: Stretch): number =>
  untilMs > fromMs ? Math.floor((partMs * 1000) / (untilMs - fromMs)) / 10 : 0;

/** How far the broadcast had come by this record: as far as the feed was heard, or is on record as not heard. */
const reachOf = (leaf: Leaf): number => {
  switch (leaf.kind) {
    case 'gap':
    case 'media':
      return leaf.untilMs;
    case 'utterance':
    case 'product':
    case 'audience':
    case 'segment':
    case 'ended':
      return leaf.atMs;
    default:
      return 0;
  }
};

/**
 * How much of a pack's stretch was listened to (all but the gaps on record) and recorded in picture or sound, in per cent, by the
 * records that the pack holds: whoever makes a pack and whoever verifies it counts the same. What lies beyond the last that was
 * heard, and beyond the last gap, is not counted: the broadcast had not come so far.
 */
export const packCoverage = (leaves: Iterable<Leaf>, subject: Stretch): PackDocument['coverage'] => {
  const gaps: Stretch[] = [];
  const recorded: Stretch[] = [];
  let reachMs = subject.fromMs;
  for (const leaf of leaves) {
    reachMs = Math.max(reachMs, reachOf(leaf));
    if (leaf.kind === 'gap') gaps.push(leaf);
    if (leaf.kind === 'media' && leaf.form !== 'init') recorded.push(leaf);
  }
  const heard = { fromMs: subject.fromMs, untilMs: Math.min(subject.untilMs, reachMs) };
  return {
    words: percent(heard.untilMs - heard.fromMs - covered(gaps, heard), heard),
    media: percent(covered(recorded, heard), heard),
  };
};
