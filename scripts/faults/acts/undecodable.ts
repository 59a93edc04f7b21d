import { asBroadcastId } from '../../../models/contract/ids.ts';
import { keys, partitionOf } from '../../../models/stream/keys.ts';
import type { Act } from './acting.ts';

/** What something else than the server might write to a stream. */
const entriesFor = (broadcastId: string): readonly Record<string, string>[] => {
  const known = { b: broadcastId, t: '1' };
  return [
    { nothing: 'of ours' },
    { ...known, t: 'yesterday', e: '{}' },
    { ...known, e: '{"type":"utterance","text":' },
    { ...known, e: '{"type":"utterance","id":"u1","source":"speech","atMs":-1,"text":"x"}' },
    { ...known, e: '{"type":"decree","atMs":0}' },
    { ...known, e: `${'['.repeat(5_000)}${']'.repeat(5_000)}` },
    { t: '1', b: 'nobody-registered-this', e: '{"type":"heartbeat","atMs":0}' },
  ];
};

/** Puts entries that no log can take between those of the shows. */
export const putUndecodable: Act = async ({ stage, plan, flow }) => {
  let count = 0;
  for (const show of plan.shows) {
    const stream = keys.utterances(partitionOf(asBroadcastId(show.id)));
    for (const fields of entriesFor(show.id)) {
      flow.undecodable.push(`${stream} ${await stage.redis.xAdd(stream, '*', fields)}`);
      count += 1;
    }
  }
  return `${count} entries put on the streams that no log can take`;
};
