import type { AnswerDoc } from '../../models/store/answer-documents.ts';
import { answersById } from '../../models/store/answers.ts';
import type { Store } from '../../models/store/store.ts';
import type { StreamMessage } from '../../models/stream/wire.ts';

/** Acts that stand in collections of their own: their events only name them, so that words are not copied into the stream. */
export interface StoredActs {
  readonly answers: ReadonlyMap<string, AnswerDoc>;
}

export const NO_ACTS: StoredActs = { answers: new Map() };

/** The acts that these entries name. */
export const storedActs = async (
  store: Store,
  entries: readonly Pick<StreamMessage, 'event'>[],
): Promise<StoredActs> => {
  const answers = entries.flatMap(({ event }) => (event.type === 'answer' ? [event.answerId] : []));
  return answers.length === 0 ? NO_ACTS : { answers: await answersById(store, answers) };
};
