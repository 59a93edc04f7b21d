import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import {
  failPack,
  finishPack,
  isErased,
  notePackProgress,
  PACK_LEASE_MS,
  takePack,
  withdrawPack,
} from '../../models/store/pack-jobs.ts';
import { errorFacts } from '../observe/log.ts';
import { CannotMake, type MakeDeps, makePack } from './make.ts';

/** How often it looks for packs that wait: whoever asked is looking at a bar that moves. */
export const PACKS_MS = 500;

/** How often a maker says that it is alive. */
const BEAT_MS = PACK_LEASE_MS / 6;

export interface PackMakerDeps extends MakeDeps {
  /** Where packs are kept, by their SHA-256. */
  readonly packs: PackFiles;
  /** Stands in the leases. */
  readonly owner: string;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Thrown to leave a pack that another maker has taken over. */
class TakenOver extends Error {}

const make = async (deps: PackMakerDeps, doc: EvidencePackDoc): Promise<void> => {
  const { store, packs, now, log } = deps;
  const startedMs = now();
  let reached = 0;
  // Drawing may take longer than the lease on a busy machine.
  const beat = setInterval(
    () => void notePackProgress(store, doc, reached, now()).catch(() => undefined),
    BEAT_MS,
  );
  const progress = async (percent: number): Promise<void> => {
    reached = percent;
    if (!(await notePackProgress(store, doc, percent, now()))) throw new TakenOver();
  };
  const made = await makePack(deps, doc, progress).finally(() => clearInterval(beat));
  const sha256 = await packs.put(made.zip);
  const { manifest, hasClip, shown } = made;
  const facts = { sha256, bytes: made.zip.length, manifest, hasClip, shown: [...shown] };
  const isKept = await finishPack(store, doc, facts, new Date(now()));
  // Withdrawn while it was made, or another maker has it.
  if (!isKept && !(await store.evidencePacks.exists({ sha256 }))) await packs.remove(sha256);
  // Erased while it was made: nobody has seen it.
  if (await isErased(store, { broadcastId: doc.broadcastId, shown: facts.shown })) {
    await withdrawPack(store, doc._id);
    await packs.remove(sha256);
  }
  log.info({ pack: doc._id, bytes: facts.bytes, ms: now() - startedMs }, 'evidence pack made');
};

/** Makes the pack that has waited longest, if there is one. @returns whether there was. */
export const makeNextPack = async (deps: PackMakerDeps): Promise<boolean> => {
  const doc = await takePack(deps.store, deps.owner, deps.now());
  if (doc === null) return false;
  try {
    await make(deps, doc);
  } catch (error) {
    if (error instanceof TakenOver) return true;
    const final = error instanceof CannotMake;
    deps.log.warn(
      { ...errorFacts(error), pack: doc._id, tries: doc.tries },
      'an evidence pack could not be made',
    );
    await failPack(deps.store, doc, error instanceof Error ? error.message : String(error), { final });
  }
  return true;
};
