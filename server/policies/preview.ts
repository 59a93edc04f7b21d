import { setImmediate as turn } from 'node:timers/promises';
import type { BroadcastId } from '../../models/contract/ids.ts';
import type { Ledger } from '../../models/duties/ledger/ledger.ts';
import { createComparison, createFindings, type Differences } from '../../models/duties/policy/difference.ts';
import type { PlatformRules } from '../../models/duties/policy/in-force.ts';
import type { Rules } from '../../models/duties/policy/rules.ts';
import type { Ears } from '../../models/duties/reduce/work.ts';
import { createDuties } from '../../models/duties/reducer.ts';
import type { DutyEvent } from '../../models/duties/types.ts';
import {
  broadcastsHeardSince,
  type HeardOf,
  type LoggedEvent,
  loggedAbout,
  loggedEvents,
} from '../../models/store/logged-events.ts';
import { recalledLines } from '../../models/store/recalled-lines.ts';
import type { Store } from '../../models/store/store.ts';

/** How far back a preview looks. */
export const PREVIEW_MS = 24 * 3600_000;
/** Broadcasts looked at, the newest first. */
export const PREVIEW_BROADCASTS_MAX = 50;
/** Records heard again, all broadcasts together. */
export const PREVIEW_RECORDS_MAX = 100_000;
/** However busy the machine: an answer comes before whatever stands in front of the server gives up, commonly after 30 or 60 s. */
export const PREVIEW_TIME_MS_MAX = 20_000;
/** Events between two turns of others: some ten milliseconds. */
const EVENTS_PER_TURN = 50;

/** What a draft would have changed. */
export interface Preview extends Differences {
  /** Broadcasts that were judged again. */
  readonly broadcasts: number;
  /** Products presented in them. */
  readonly products: number;
  /** Records heard again. */
  readonly records: number;
  /** Broadcasts of that time whose rules the draft changes, and that were not looked at: too many, too long, or time was up. */
  readonly leftOut: number;
  /** ISO 8601. */
  readonly since: string;
}

export interface PreviewDeps {
  readonly store: Store;
  readonly ears: Ears;
  readonly now: () => number;
  /** Whether somebody still waits for the answer. */
  readonly isWanted: () => boolean;
}

/** What one broadcast is judged with; `goesOn` says whether there is still time for it. */
type Judging = Pick<PreviewDeps, 'store' | 'ears'> & { readonly goesOn: () => boolean };

/** Which broadcasts are looked at: those whose rules change, the newest first, as many as fit. */
const chosen = (all: readonly HeardOf[]): readonly HeardOf[] => {
  let records = 0;
  return all.filter(({ logSize }, i) => {
    if (i >= PREVIEW_BROADCASTS_MAX || records + logSize > PREVIEW_RECORDS_MAX) return false;
    records += logSize;
    return true;
  });
};

/** One broadcast judged by two sets of rules. */
const judgeTwice = async (
  { store, ears, goesOn }: Judging,
  broadcastId: BroadcastId,
  both: readonly [Rules, Rules],
) => {
  const about = await loggedAbout(store, broadcastId);
  if (!about) return null;
  const sides = both.map((rules) => {
    const duties = createDuties(rules, ears);
    return { duties, ledger: duties.initial(about), findings: createFindings() };
  });
  let records = 0;
  for await (const events of loggedEvents(store, broadcastId))
    for (const event of events) {
      if (records % EVENTS_PER_TURN === 0) {
        await turn();
        if (!goesOn()) return null;
      }
      records += 1;
      for (const side of sides) {
        const { listing, ...heard } = event as DutyEvent & Pick<LoggedEvent, 'listing'>;
        const times = side.duties.recalls(side.ledger, heard.event);
        const lines = await recalledLines(store, broadcastId, times, heard.leafIndex);
        const recalled = times.length > 0 ? { recalled: { lines, ...(listing && { listing }) } } : {};
        const { ledger, outcomes } = side.duties.reduce(side.ledger, { ...heard, ...recalled });
        side.ledger = ledger;
        side.findings.note(outcomes);
      }
    }
  const [before, after] = sides;
  if (!before || !after) return null;
  const { introduced } = after.ledger as Ledger;
  return { before: before.findings, after: after.findings, products: introduced, records };
};

/**
 * Hears the last 24 hours again by the rules of now and by others, and says which alerts would have come, not come, or been
 * another's. What viewers' questions raise follows from no policy and is left out.
 * @returns null when nobody waits for it any more.
 */
export const previewOf = async (
  deps: PreviewDeps,
  { live, draft }: { readonly live: PlatformRules; readonly draft: PlatformRules },
): Promise<Preview | null> => {
  const begunMs = deps.now();
  const since = new Date(begunMs - PREVIEW_MS);
  const goesOn = (): boolean => deps.isWanted() && deps.now() - begunMs < PREVIEW_TIME_MS_MAX;
  const affected = (await broadcastsHeardSince(deps.store, since)).filter(
    ({ input: { platform } }) => live.of(platform).hash !== draft.of(platform).hash,
  );
  const comparison = createComparison();
  const sum = { broadcasts: 0, products: 0, records: 0 };
  for (const { _id, publicId, input } of chosen(affected)) {
    if (!goesOn()) break;
    const both = [live.of(input.platform), draft.of(input.platform)] as const;
    const judged = await judgeTwice({ ...deps, goesOn }, _id, both);
    if (!judged) continue;
    comparison.add(publicId, judged.before, judged.after);
    sum.broadcasts += 1;
    sum.products += judged.products;
    sum.records += judged.records;
  }
  if (!deps.isWanted()) return null;
  return {
    ...sum,
    leftOut: affected.length - sum.broadcasts,
    since: since.toISOString(),
    ...comparison.differences(),
  };
};
