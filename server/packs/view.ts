import type { PackVersionDoc } from '../../models/store/pack-documents.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';

/** One version of a custom pack without what it holds. */
export interface PackSummary {
  readonly pack: string;
  readonly version: number;
  /** Number of the change among all changes of all packs. */
  readonly set: number;
  readonly state: 'active' | 'retired';
  readonly language: 'zh' | 'en';
  readonly speaker: 'seller' | 'viewer';
  /** How many. */
  readonly entries: number;
  /** Why it was made. */
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly at: string;
}

/** One version of a custom pack with its entries. */
export type PackView = Omit<PackSummary, 'entries'> & Pick<CustomPack, 'entries'>;

/** A version of a pack as moderators and admins see it. */
export const toPackView = (doc: PackVersionDoc): PackView => {
  const { language, speaker, entries } = doc.pack as CustomPack;
  const { packId, version, set, state, reason, by, at } = doc;
  const { id, name } = by;
  return {
    pack: packId,
    version,
    set,
    state,
    language,
    speaker,
    entries,
    reason,
    by: { id, name },
    at: at.toISOString(),
  };
};

/** The same without its entries. */
export const toPackSummary = (doc: PackVersionDoc): PackSummary => {
  const view = toPackView(doc);
  return { ...view, entries: view.entries.length };
};
