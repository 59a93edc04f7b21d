import type { AnswerDoc } from '../../models/store/answer-documents.ts';
import { answersById } from '../../models/store/answers.ts';
import type { RecordedAct } from '../../models/store/append-block.ts';
import type { CaseDoc } from '../../models/store/case-documents.ts';
import { casesToRecord } from '../../models/store/cases.ts';
import { exhibitsToRecord } from '../../models/store/exhibits.ts';
import type { ExhibitDoc, MarkDoc } from '../../models/store/mark-documents.ts';
import { marksToRecord } from '../../models/store/marks.ts';
import type { Store } from '../../models/store/store.ts';
import type { StreamMessage } from '../../models/stream/wire.ts';

/** Acts that stand in collections of their own: their events only name them, so that words are not copied into the stream. */
export interface StoredActs {
  readonly answers: ReadonlyMap<string, AnswerDoc>;
  /** With those that they take up. */
  readonly cases: ReadonlyMap<string, CaseDoc>;
  readonly marks: ReadonlyMap<string, MarkDoc>;
  readonly exhibits: ReadonlyMap<string, ExhibitDoc>;
}

export const NO_ACTS: StoredActs = {
  answers: new Map(),
  cases: new Map(),
  marks: new Map(),
  exhibits: new Map(),
};

/** Where the act that an event names is stored, and under which id; null for events that say all themselves. */
export const actNamed = (event: StreamMessage['event']): Omit<RecordedAct, 'leafIndex'> | null => {
  switch (event.type) {
    case 'answer':
      return { of: 'answers', id: event.answerId };
    case 'case':
      return { of: 'cases', id: event.caseId };
    case 'mark':
      return { of: 'marks', id: event.markId };
    case 'exhibit':
      return { of: 'exhibits', id: event.exhibitId };
    default:
      return null;
  }
};

/** The acts that these entries name. */
export const storedActs = async (
  store: Store,
  entries: readonly Pick<StreamMessage, 'event'>[],
): Promise<StoredActs> => {
  const named = entries.flatMap(({ event }) => actNamed(event) ?? []);
  if (named.length === 0) return NO_ACTS;
  const idsOf = (of: RecordedAct['of']): string[] => named.flatMap((one) => (one.of === of ? [one.id] : []));
  const [answers, cases, marks, exhibits] = await Promise.all([
    answersById(store, idsOf('answers')),
    casesToRecord(store, idsOf('cases')),
    marksToRecord(store, idsOf('marks')),
    exhibitsToRecord(store, idsOf('exhibits')),
  ]);
  return { answers, cases, marks, exhibits };
};
