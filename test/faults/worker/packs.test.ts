import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBroadcastId } from '../../../models/contract/ids.ts';
import { changePack } from '../../../models/store/change-pack.ts';
import { announcePacks } from '../../../models/stream/pack-news.ts';
import { readCustomPack } from '../../../models/text/lexicon/read-custom.ts';
import { sealedOf } from '../../flow/sealed.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  speech,
  until,
} from '../../flow/worker/harness.ts';
import { pack, rule } from '../../models/text/lexicon/sample-pack.ts';
import { endAll, spawnWorker, type WorkerProcess } from './processes.ts';

let ground: Ground;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(6);
});
afterAll(async () => {
  await endAll(workers);
  await ground?.close();
});

const accept = async (onSet: number, entries: readonly unknown[]): Promise<void> => {
  const acting = { by: { id: 'test', name: 'test' }, now: new Date() };
  const change = {
    packId: 'lantern-rules',
    act: 'pack-changed',
    reason: 'x',
    onSet,
    onVersion: onSet,
  } as const;
  const doc = await changePack(ground.store, { ...change, pack: readCustomPack(pack(entries)) }, acting);
  if (!doc) throw new Error('not taken');
  await announcePacks(ground.redis, doc.set);
};
/** What rules found in an utterance; the network may see something in it besides. */
const found = async (utteranceId: string): Promise<unknown[]> =>
  (await sealedOf(ground.store, asBroadcastId('packs-down'), 'claim'))
    .filter(({ claim }) => claim?.utteranceId === utteranceId && claim.source.stage !== 'network')
    .map(({ claim }) => claim?.source.ruleId);
const inForceOf = (set: number) =>
  until(`packs of change ${set} in use`, async () => {
    const versions = await ground.store.packsInUse.find().lean();
    return versions.some(({ custom }) => custom.some(({ version }) => version === set));
  });

test('what was said and what was ruled while no worker lived are brought together by the next', async () => {
  await registerBroadcast(ground, 'packs-down');
  workers.push(spawnWorker('packs-first', ground));
  await append(ground, 'packs-down', [speech('u1', 1_000, '这串是月尘开光的')]);
  await drained(ground, 'packs-down', 60_000);
  expect(await found('u1')).toEqual([]);
  workers[0]?.kill('SIGKILL');
  await workers[0]?.exited;

  await accept(0, [rule()]);
  await append(ground, 'packs-down', [speech('u2', 2_000, '这串是月尘开光的')]);
  workers.push(spawnWorker('packs-second', ground));
  await drained(ground, 'packs-down', 60_000);
  expect(await found('u2')).toEqual(['moon-dust']);

  // A worker that stands still misses the news, and finds the change when it goes on.
  workers[1]?.kill('SIGSTOP');
  await accept(1, [rule({ id: 'moon-dust-again' })]);
  workers[1]?.kill('SIGCONT');
  await inForceOf(2);
  await append(ground, 'packs-down', [speech('u3', 3_000, '这串是月尘开光的')]);
  await drained(ground, 'packs-down', 60_000);
  expect(await found('u3')).toEqual(['moon-dust-again']);
});
