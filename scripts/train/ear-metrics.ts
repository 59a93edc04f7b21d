import type { LoadedCatalogue } from '../../models/duties/catalogue/load.ts';
import type { EarCard, Heard } from '../../models/duties/ear/card.ts';
import type { EarLine } from '../../models/duties/ear/lines.ts';

/** A line as it was heard by patterns and by an ear that had not seen it. */
export interface Listened {
  readonly line: EarLine;
  /** Other talk, of which nobody says what it states. */
  readonly isTalk: boolean;
  readonly byPatterns: ReadonlySet<string>;
  /** What no pattern heard, with its score. */
  readonly byEar: ReadonlyMap<string, number>;
}

type Thresholds = EarCard['thresholds'];

/** Of other talk, and of lines that only look like stating a duty, the ear may take at most this share for stated, by either kind of duty. */
const WRONG_SHARE_MAX = 0.01;
const STEPS = Array.from({ length: 48 }, (_, i) => 0.02 + i * 0.02);
const NEVER = 1.01;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Whether a duty requires a slot that must be read; one that does not asks for no more than that something is said. */
const needsSlot = (catalogue: LoadedCatalogue, id: string): boolean =>
  catalogue.duties.get(id)?.readers.some(({ required, read, words }) => required && (read || words)) === true;

/** What the ear adds of some duties, and whether the line is labelled so; what a line leaves open is passed over. */
const sightingsOf = (listened: readonly Listened[], isOne: (id: string) => boolean) =>
  listened.flatMap(({ line, byEar }) =>
    [...byEar].flatMap(([id, score]) =>
      isOne(id) && !line.maybe.includes(id) ? [{ score, isRight: line.states.includes(id) }] : [],
    ),
  );

/** Whether it is right from a score on as often as wrong; `spare`: so many may be wrong besides. */
const isMostlyRight = (sightings: ReturnType<typeof sightingsOf>, step: number, spare = 0): boolean => {
  const found = sightings.filter(({ score }) => score >= step);
  const right = found.filter(({ isRight }) => isRight).length;
  return right + spare >= found.length - right;
};

/** The lowest threshold for some duties at which few enough lines are taken for stated that are not. */
const baseFor = (listened: readonly Listened[], duties: ReadonlySet<string>): number => {
  const shareAt = (step: number, of: (one: Listened) => readonly string[] | null): number => {
    const asked = listened.flatMap((one) => {
      const ids = of(one);
      return ids ? [ids.some((id) => duties.has(id) && (one.byEar.get(id) ?? 0) >= step)] : [];
    });
    return asked.filter(Boolean).length / Math.max(1, asked.length);
  };
  const sightings = sightingsOf(listened, (id) => duties.has(id));
  const isFew = (step: number): boolean =>
    isMostlyRight(sightings, step) &&
    shareAt(step, ({ isTalk, byEar }) => (isTalk ? [...byEar.keys()] : null)) <= WRONG_SHARE_MAX &&
    shareAt(step, ({ line }) => (line.alike.length > 0 ? line.alike : null)) <= WRONG_SHARE_MAX;
  return STEPS.find(isFew) ?? NEVER;
};

/** So few wrong ones of a duty tell nothing of it. */
const SPARE = 2;

const raisedFor = (listened: readonly Listened[], id: string, base: number): number => {
  const sightings = sightingsOf(listened, (one) => one === id);
  return STEPS.find((step) => step >= base && isMostlyRight(sightings, step, SPARE)) ?? NEVER;
};

/** By duty: from which score it is taken as stated. */
export const chooseEarThresholds = (
  listened: readonly Listened[],
  catalogue: LoadedCatalogue,
  labels: readonly string[],
): Thresholds => {
  const kinds = [true, false].map((kind) => {
    const duties = new Set(labels.filter((id) => needsSlot(catalogue, id) === kind));
    return [duties, baseFor(listened, duties)] as const;
  });
  const baseOf = (id: string): number => kinds.find(([duties]) => duties.has(id))?.[1] ?? NEVER;
  return Object.fromEntries(labels.map((id) => [id, rounded(raisedFor(listened, id, baseOf(id)))]));
};

const count = (listened: readonly Listened[], heardByEar: (one: Listened, id: string) => boolean): Heard => {
  const sum = { stated: 0, byPatterns: 0, byEar: 0, alike: 0, alikeByPatterns: 0, alikeByEar: 0 };
  for (const one of listened) {
    const { states, alike } = one.line;
    for (const id of states) {
      sum.stated += 1;
      if (one.byPatterns.has(id)) sum.byPatterns += 1;
      else if (heardByEar(one, id)) sum.byEar += 1;
    }
    for (const id of alike) {
      sum.alike += 1;
      if (one.byPatterns.has(id)) sum.alikeByPatterns += 1;
      else if (heardByEar(one, id)) sum.alikeByEar += 1;
    }
  }
  return sum;
};

/** What patterns and ear hear at the thresholds. */
export const measureEar = (
  listened: readonly Listened[],
  thresholds: Thresholds,
): Pick<EarCard, 'measured' | 'talkHeard'> => {
  const heardByEar = ({ byEar }: Listened, id: string): boolean =>
    (byEar.get(id) ?? 0) >= (thresholds[id] ?? NEVER);
  const written = listened.filter(({ isTalk }) => !isTalk);
  const talk = listened.filter(({ isTalk }) => isTalk);
  const languages = (['zh-Hans', 'zh-Hant', 'en'] as const).map((lang) => [
    lang,
    count(
      written.filter(({ line }) => line.lang === lang),
      heardByEar,
    ),
  ]);
  const heard = talk.filter((one) => [...one.byEar.keys()].some((id) => heardByEar(one, id)));
  return {
    measured: { all: count(written, heardByEar), languages: Object.fromEntries(languages) },
    talkHeard: rounded(talk.length > 0 ? heard.length / talk.length : 0),
  };
};
