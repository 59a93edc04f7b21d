import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import {
  CONTEXT_AFTER_MS,
  CONTEXT_BEFORE_MS,
  type PackSubject,
} from '../../models/contract/pack/documents.ts';
import { exhibitsOf } from '../../models/store/exhibits.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import type { Store } from '../../models/store/store.ts';
import { Problem } from '../http/problem.ts';

const RECORDED_WITHIN_S = 2;

/** What the pack of a mark is about: the minute around, the mark's own record, and what was brought to it. @throws Problem `not-available` */
export const markPackSubject = async (store: Store, mark: MarkDoc): Promise<PackSubject> => {
  const { _id, atMs, leafIndex } = mark;
  const exhibits = (await exhibitsOf(store, [_id])).filter(({ removedAt }) => removedAt === undefined);
  if (leafIndex === undefined || exhibits.some((one) => one.leafIndex === undefined))
    throw new Problem('not-available', 'the newest records are still being written; ask again in a moment', {
      retryAfterS: RECORDED_WITHIN_S,
    });
  return {
    mark: {
      leaf: leafIndex,
      exhibits: exhibits
        .map(({ leafIndex: leaf = 0, place }) => ({ leaf, ...place }))
        .sort((a, b) => a.leaf - b.leaf),
    },
    atMs,
    fromMs: Math.max(0, atMs - CONTEXT_BEFORE_MS),
    untilMs: Math.min(AT_MS_MAX, atMs + CONTEXT_AFTER_MS),
  };
};
