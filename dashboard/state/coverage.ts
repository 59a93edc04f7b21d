import type { Bilingual, Verdict } from '../../models/contract/claim.ts';
import type { DutiesBoard, DutyState, DutyView } from '../../models/contract/duty.ts';
import type { Kind } from '../../models/contract/kinds.ts';
import type { GapView, Moment } from '../../models/contract/moment.ts';
import { isShown, momentOf } from './owed.ts';

/** One mark on a time line. `untilMs` is there for what lasts, `null` while it goes on. */
export type Mark = { readonly key: string; readonly atMs: number } & (
  | {
      readonly type: 'introduction';
      readonly untilMs: number | null;
      readonly name: string | null;
      readonly spoken: boolean;
    }
  | { readonly type: 'claim'; readonly kind: Kind; readonly verdict: Verdict; readonly typed: boolean }
  | { readonly type: 'duty'; readonly name: Bilingual; readonly state: DutyState }
  | {
      readonly type: 'question';
      readonly name: Bilingual;
      readonly askers: number;
      readonly deleted: boolean;
    }
  | { readonly type: 'gap'; readonly untilMs: number; readonly reason: GapView['reason'] }
);

/** From and until, broadcast time in ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

const dutyMarks = (place: string, duties: readonly DutyView[]): Mark[] =>
  duties.filter(isShown).flatMap((duty): Mark[] => {
    const atMs = momentOf(duty);
    if (atMs === null) return [];
    return [{ type: 'duty', key: `${place}/${duty.id}`, atMs, name: duty.name, state: duty.state }];
  });

const boardMarks = (board: DutiesBoard): Mark[] => [
  ...board.products.flatMap(({ productId, name, introductions, duties }): Mark[] => [
    ...introductions.map(
      ({ fromMs, untilMs, spoken }): Mark => ({
        type: 'introduction',
        key: `introduction/${productId}/${fromMs}`,
        atMs: fromMs,
        untilMs,
        name: name ?? null,
        spoken: spoken ?? false,
      }),
    ),
    ...dutyMarks(`duty/${productId}`, duties),
  ]),
  ...dutyMarks('room', board.room),
  ...board.questions.map(
    ({ dutyId, productId, name, atMs, askers, deleted }): Mark => ({
      type: 'question',
      key: `question/${productId ?? ''}/${dutyId}`,
      atMs,
      name,
      askers,
      deleted: deleted ?? false,
    }),
  ),
];

const momentMarks = ({ lines, gaps }: Moment): Mark[] => [
  ...gaps.map(
    ({ fromMs, untilMs, reason }): Mark => ({
      type: 'gap',
      key: `gap/${fromMs}`,
      atMs: fromMs,
      untilMs,
      reason,
    }),
  ),
  ...lines.flatMap(({ atMs, claims, utteranceId, source }) =>
    claims.map(
      ({ kind, verdict }, index): Mark => ({
        type: 'claim',
        key: `claim/${utteranceId}/${index}`,
        atMs,
        kind,
        verdict,
        typed: source === 'chat',
      }),
    ),
  ),
];

const reaches = (mark: Mark, { fromMs, untilMs }: Stretch): boolean => {
  const lasts = mark.type === 'introduction' || mark.type === 'gap';
  const endMs = lasts ? (mark.untilMs ?? Number.POSITIVE_INFINITY) : mark.atMs;
  return mark.atMs <= untilMs && endMs >= fromMs;
};

/** Everything that a stretch of a broadcast's time line shows, in order of broadcast time. */
export const marksOf = (moment: Moment, board: DutiesBoard | null, within: Stretch): Mark[] =>
  [...momentMarks(moment), ...(board ? boardMarks(board) : [])]
    .filter((mark) => reaches(mark, within))
    .sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
