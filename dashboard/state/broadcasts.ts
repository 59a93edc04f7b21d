import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { awayIn, unheardIn } from './away.ts';

const rank = { live: 0, silent: 0, ended: 1 } as const;

/** Live ones first, then the newest. */
export const inOrder = (broadcasts: Iterable<BroadcastView>): BroadcastView[] =>
  [...broadcasts].sort(
    (a, b) => rank[a.state] - rank[b.state] || Date.parse(b.startedAt) - Date.parse(a.startedAt),
  );

/** The broadcasts that this person may see, each at its highest revision. */
export const createBroadcasts = () => {
  const held = signal<ReadonlyMap<PublicId, BroadcastView>>(new Map());
  const loaded = signal(false);
  return {
    held: held as ReadonlySignal<ReadonlyMap<PublicId, BroadcastView>>,
    loaded: loaded as ReadonlySignal<boolean>,
    list: computed(() => inOrder(held.value.values())),
    /** Platforms on which there were broadcasts, the newest first. */
    platforms: computed<readonly string[]>(() => [
      ...new Set(
        [...held.value.values()]
          .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
          .map(({ platform }) => platform),
      ),
    ]),
    /** What took no part in the newest judgement of a broadcast that is on, and since when, epoch ms; rules before the network. */
    away: computed(() => awayIn(held.value.values())),
    /** Live ones whose captions cannot be had at present, the one that is so for longest first. */
    unheard: computed(() => unheardIn(held.value.values())),
    live: computed(() => [...held.value.values()].filter(({ state }) => state !== 'ended').length),
    apply(changes: readonly BroadcastView[], removed: readonly PublicId[] = []): void {
      const next = new Map(held.peek());
      for (const broadcast of changes) {
        const known = next.get(broadcast.publicId);
        if (!known || broadcast.revision >= known.revision) next.set(broadcast.publicId, broadcast);
      }
      for (const id of removed) next.delete(id);
      held.value = next;
    },
    forget(): void {
      held.value = new Map();
      loaded.value = false;
    },
    replace(broadcasts: readonly BroadcastView[]): void {
      held.value = new Map(broadcasts.map((broadcast) => [broadcast.publicId, broadcast]));
      loaded.value = true;
    },
  };
};

export type Broadcasts = ReturnType<typeof createBroadcasts>;
