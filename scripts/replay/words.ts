import type { Versions } from '../../models/contract/claim.ts';
import { REASONS, type Reason } from './reasons.ts';
import type { Outcome, Replay, Replayed } from './replay-alert.ts';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  same: '相同 / same',
  differs: '不同 / differs',
  cannot: '无法重算 / cannot be replayed',
};

const because = (reason: Reason): string => `${REASONS[reason].zh} / ${REASONS[reason].en}`;

const clock = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

const versionLine = (name: string, was: string | undefined, now: string | undefined): string[] =>
  was === undefined || was === now ? [] : [`    ${name}: ${was.slice(0, 12)} → ${now?.slice(0, 12) ?? '-'}`];

const versionLines = ({ recorded, now }: { recorded: Versions; now: Versions }): string[] => [
  ...versionLine('规则包 / packs', recorded.packs, now.packs),
  ...versionLine('归一化 / normaliser', recorded.normaliser, now.normaliser),
  ...versionLine('模型 / model', recorded.model, now.model),
  ...versionLine('阈值 / thresholds', recorded.thresholds, now.thresholds),
];

const occurrenceLines = (one: Replayed): string[] => {
  const { leafIndex, utteranceId, atMs, outcome, reasons, differences, versions } = one;
  const isSoft = outcome === 'cannot' && differences?.length === 0;
  return [
    `  ${clock(atMs)} ${utteranceId ?? ''} · 记录 / record ${leafIndex}: ${OUTCOMES[outcome]}`,
    ...reasons.map((reason) => `    ${because(reason)}`),
    ...(versions ? versionLines(versions) : []),
    ...(isSoft ? ['    按现有条件重算的结果相同 / with what there is, it comes to the same'] : []),
    ...(differences ?? []).map(
      ({ name, was, now }) => `    ${name.zh} / ${name.en}: ${was || '-'} → ${now || '-'}`,
    ),
  ];
};

/** What came of a replay in plain words, in both languages; ends with a line break. */
export const replayWords = ({ alert, quote, outcome, reasons, occurrences, notKept }: Replay): string =>
  [
    `预警 / alert ${alert}${quote === undefined ? '' : ` “${quote}”`}: ${OUTCOMES[outcome]}`,
    ...reasons.map((reason) => `  ${because(reason)}`),
    ...occurrences.flatMap(occurrenceLines),
    ...(notKept > 0
      ? [`  另有 ${notKept} 次只计数、未逐条留存 / ${notKept} more were counted and not kept one by one`]
      : []),
    '',
  ].join('\n');
