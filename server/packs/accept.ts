import { setImmediate as turn } from 'node:timers/promises';
import { changePack, type PackAct } from '../../models/store/change-pack.ts';
import { newestPacks, PACKS_MAX } from '../../models/store/find-packs.ts';
import type { PackVersionDoc } from '../../models/store/pack-documents.ts';
import type { Acting } from '../../models/store/users.ts';
import { announcePacks } from '../../models/stream/pack-news.ts';
import { withCustomPacks } from '../../models/text/lexicon/custom.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { refuseByClock } from '../../models/text/lexicon/read-custom.ts';
import type { LivePacks } from '../../models/text/live-packs.ts';
import type { Deps } from '../deps.ts';
import { stackOf } from '../http/answer-errors.ts';
import { Problem } from '../http/problem.ts';

/** Changes by others in the time that one is checked: after so many the person is asked to try again. */
const ATTEMPTS = 5;

export type AcceptDeps = Pick<Deps, 'store' | 'redis' | 'log'> & { readonly packs: LivePacks };

/** What a person wants done. */
export type Wanted = { readonly packId: string; readonly reason: string } & (
  | { readonly act: 'pack-added'; readonly pack: CustomPack }
  | { readonly act: 'pack-changed'; readonly pack: CustomPack; readonly version: number }
  | { readonly act: 'pack-retired'; readonly version: number }
);

const problemWith = (wanted: Wanted, last: PackVersionDoc | undefined, count: number): Problem | null => {
  if (wanted.act === 'pack-added') {
    if (last) return new Problem('conflict', 'there is a pack of this name; change it with PUT');
    return count < PACKS_MAX
      ? null
      : new Problem(
          'conflict',
          `there are ${PACKS_MAX} packs, retired ones included; bring one of those back with PUT`,
        );
  }
  if (!last) return new Problem('not-found', 'there is no such pack');
  if (last.version !== wanted.version)
    return new Problem('conflict', `the pack is at version ${last.version} by now; read it and try again`, {
      field: 'version',
    });
  if (wanted.act === 'pack-retired' && last.state === 'retired')
    return new Problem('conflict', 'the pack is retired already');
  return null;
};

/** Packs that do not compile here must not keep others from being changed: they are left out, as they are when judging. */
const beside = (deps: AcceptDeps, docs: readonly PackVersionDoc[], packId: string): CustomPack[] => {
  const broken = new Set(deps.packs.current().refused.map(({ pack }) => pack));
  return docs
    .filter((doc) => doc.state === 'active' && doc.packId !== packId && !broken.has(doc.packId))
    .map(({ pack }) => pack as CustomPack);
};

/** Packs whose examples held in this process. */
const checked = new Set<string>();

const attempt = async (
  deps: AcceptDeps,
  wanted: Wanted,
  acting: Acting,
): Promise<{ readonly doc: PackVersionDoc; readonly hash: string } | null> => {
  const docs = await newestPacks(deps.store);
  const last = docs.find(({ packId }) => packId === wanted.packId);
  const problem = problemWith(wanted, last, docs.length);
  if (problem) throw problem;
  const others = beside(deps, docs, wanted.packId);
  const all = wanted.act === 'pack-retired' ? others : [...others, wanted.pack];
  const base = deps.packs.base;
  const { hash } = await withCustomPacks(base, all, { turn: () => turn(), checked });
  const { packId, act, reason } = wanted;
  const doc = await changePack(
    deps.store,
    {
      packId,
      act: act satisfies PackAct,
      reason,
      pack: wanted.act === 'pack-retired' ? (last?.pack ?? {}) : wanted.pack,
      onSet: docs.reduce((set, one) => Math.max(set, one.set), 0),
      onVersion: last?.version ?? 0,
    },
    acting,
  );
  return doc && { doc, hash };
};

/**
 * Checks a change against everything in force, keeps it as a new version, and tells every process that judges.
 * @returns the version, and the hash that verdicts show with it.
 * @throws Problem `not-found`, `conflict`; PacksRefused, and then nothing was changed.
 */
export const acceptChange = async (
  deps: AcceptDeps,
  wanted: Wanted,
  acting: Acting,
): Promise<{ readonly doc: PackVersionDoc; readonly hash: string }> => {
  if (wanted.act !== 'pack-retired') refuseByClock(wanted.pack, acting.now.getTime());
  for (let tried = 0; tried < ATTEMPTS; tried++) {
    const done = await attempt(deps, wanted, acting);
    if (!done) continue;
    deps.packs.wake();
    try {
      await announcePacks(deps.redis, done.doc.set);
    } catch (error) {
      deps.log.warn({ problem: stackOf(error) }, 'a change of packs could not be announced; polls find it');
    }
    return done;
  }
  throw new Problem('conflict', 'others are changing packs at the same time; try again');
};
