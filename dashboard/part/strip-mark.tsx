import { KINDS } from '../../models/contract/kinds.ts';
import type { Mark } from '../state/coverage.ts';
import type { MarkGroup } from '../state/mark-groups.ts';
import type { Language } from '../state/settings.ts';
import { useDesk } from '../view/desk.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime } from '../words/time.ts';
import type { Words } from '../words/zh-Hans.ts';
import { DutyShape } from './duty-shape.tsx';

interface Props {
  readonly mark: Mark | MarkGroup;
  /** Where a broadcast time lies, in percent of the strip. */
  readonly share: (atMs: number) => number;
  /** By the Tab key. */
  readonly reachable: boolean;
  readonly go: () => void;
}

/** One mark of a time line: a shape of its own, and its words for whoever points at it or hears it. */
export const StripMark = ({ mark, share, reachable, go }: Props) => {
  const { words, settings } = useDesk();
  const shape = mark.type === 'group' ? mark.worst : mark;
  const count = mark.type === 'group' ? mark.marks.length : 1;
  const language = settings.language.value;
  const label =
    mark.type === 'group'
      ? words.value.duties.strip.together(mark.marks.map((one) => wordsOf(one, words.value, language)))
      : wordsOf(mark, words.value, language);
  const lasts = mark.type === 'introduction' || mark.type === 'gap';
  const left = share(mark.atMs);
  const right = lasts ? 100 - (mark.untilMs === null ? 100 : share(mark.untilMs)) : null;
  return (
    <button
      type="button"
      class={`strip-mark ${classOf(shape)} ${count > 1 ? 'strip-group' : ''}`}
      style={{ left: `${left.toFixed(2)}%`, ...(right !== null && { right: `${right.toFixed(2)}%` }) }}
      data-mark={mark.key}
      aria-label={label}
      title={label}
      tabIndex={reachable ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        go();
      }}
    >
      {shape.type === 'duty' && <DutyShape state={shape.state} />}
      {shape.type === 'question' && '?'}
      {shape.type === 'introduction' && <span class="strip-name">{shape.name}</span>}
      {count > 1 && <span class="strip-count">{count}</span>}
    </button>
  );
};

const classOf = (mark: Mark): string => {
  if (mark.type === 'claim') return `strip-claim strip-${mark.verdict} ${mark.typed ? 'strip-chat' : ''}`;
  if (mark.type === 'duty') return `strip-duty strip-duty-${mark.state}`;
  return `strip-${mark.type}`;
};

const wordsOf = (mark: Mark, words: Words, language: Language): string => {
  const { duties: labels, moment } = words;
  const { colon } = labels;
  const { strip } = labels;
  const from = broadcastTime(mark.atMs);
  switch (mark.type) {
    case 'introduction': {
      const until = mark.untilMs === null ? strip.onGoing : broadcastTime(mark.untilMs);
      const name = mark.name ?? labels.nameless;
      const how = mark.spoken ? `${labels.comma}${labels.spoken}` : '';
      return strip.span(from, until, `${strip.introduction}${colon}${name}${how}`);
    }
    case 'gap':
      return strip.span(from, broadcastTime(mark.untilMs), moment.gap[mark.reason]);
    case 'claim':
      return strip.mark(
        from,
        `${words.verdict[mark.verdict]}${colon}${inLanguage(KINDS[mark.kind], language)}`,
      );
    case 'duty':
      return strip.mark(from, `${inLanguage(mark.name, language)}${colon}${labels.state[mark.state]}`);
    case 'question': {
      const deleted = mark.deleted ? `${labels.comma}${labels.deleted}` : '';
      const who = labels.askers(mark.askers);
      return strip.mark(
        from,
        `${strip.question}${colon}${inLanguage(mark.name, language)}${labels.comma}${who}${deleted}`,
      );
    }
  }
};

/** What each shape means. */
export const StripLegend = () => {
  const { strip } = useDesk().words.value.duties;
  return (
    <span class="strip-legend">
      <span class="unseen">{strip.legend}</span>
      <span class="legend legend-introduction">{strip.introduction}</span>
      <span class="legend legend-claim">{strip.claim}</span>
      <span class="legend legend-duty">
        <DutyShape state="satisfied" />
        <DutyShape state="missing" />
        {strip.disclosure}
      </span>
      <span class="legend legend-question">
        <b aria-hidden="true">?</b>
        {strip.question}
      </span>
      <span class="legend legend-gap">{strip.gap}</span>
    </span>
  );
};
