import type { BroadcastId } from '../../models/contract/ids.ts';
import { quarantineEntry } from '../../models/store/quarantine-entry.ts';
import type { RawEntry } from '../../models/stream/consume.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import { decodeMessage } from '../../models/stream/wire.ts';
import { errorFacts } from '../observe/log.ts';
import type { Entry } from './hear.ts';
import { type Detectors, maskText } from './judge.ts';
import type { LaneDeps } from './lane.ts';

/** An entry that says nothing that can be understood, and why. */
export interface Undecodable {
  readonly raw: RawEntry;
  readonly reason: string;
}

/** A batch by broadcast, each in its order, and what could not be decoded. */
export const decodeBatch = (
  batch: readonly RawEntry[],
): { byBroadcast: Map<BroadcastId, Entry[]>; undecodable: Undecodable[] } => {
  const byBroadcast = new Map<BroadcastId, Entry[]>();
  const undecodable: Undecodable[] = [];
  for (const raw of batch) {
    try {
      const entry: Entry = { id: raw.id, ...decodeMessage(raw.fields) };
      const group = byBroadcast.get(entry.broadcastId);
      if (group) group.push(entry);
      else byBroadcast.set(entry.broadcastId, [entry]);
    } catch (error) {
      undecodable.push({ raw, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { byBroadcast, undecodable };
};

/** The fields of an entry without personal data: quarantine is a place of MongoDB like any other. */
export const maskedFields = (
  detectors: Detectors,
  fields: Readonly<Record<string, string>>,
  onError: (error: unknown) => void,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, maskText(detectors, value, onError).text]),
  );

/** Puts an entry aside so that its neighbours go on. @returns false when it could not be put there; try again. */
export const quarantine = async (
  { store, metrics, log, now, detectors }: LaneDeps,
  partition: Partition,
  { raw, reason }: Undecodable,
): Promise<boolean> => {
  const stream = keys.utterances(partition);
  try {
    await quarantineEntry(store, {
      stream,
      entryId: raw.id,
      fields: maskedFields(detectors, raw.fields, (error) =>
        log.warn({ partition, ...errorFacts(error) }, 'masking failed'),
      ),
      reason,
      at: new Date(now()),
    });
  } catch (error) {
    log.warn({ partition, ...errorFacts(error) }, 'quarantine failed; trying again');
    return false;
  }
  metrics.quarantined.inc();
  log.warn({ partition, entry: raw.id }, 'an entry could not be decoded and is in quarantine');
  return true;
};
