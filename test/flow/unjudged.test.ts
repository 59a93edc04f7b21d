import { expect, test } from 'vitest';
import { keys } from '../../models/stream/keys.ts';
import { addPerson, connected, feedClient, logIn, openGround, openServer, until } from './harness.ts';

test('heartbeats tell the platform since when no worker lives, and the public nothing of it', async () => {
  const ground = await openGround();
  const server = await openServer(ground);
  const clientOf = async (role: 'moderator' | 'consumer') => {
    await addPerson(ground.store, role);
    const client = feedClient(server.url, await logIn(server.url, role));
    await connected(client);
    return client;
  };
  const board = await clientOf('moderator');
  const reader = await clientOf('consumer');
  let newest: string | undefined | null = null;
  const told: object[] = [];
  board.on('feed:heartbeat', ({ unjudgedSince }) => {
    newest = unjudgedSince;
  });
  reader.on('feed:heartbeat', (beat) => told.push(beat));
  const signedIn = (agoMs: number) =>
    ground.redis.zAdd(keys.workers, { value: 'one', score: Date.now() - agoMs });
  await signedIn(0);
  const stays = setInterval(() => void signedIn(0).catch(() => {}), 500);
  board.emit('feed:resume', {}, () => {});
  reader.emit('feed:resume', {}, () => {});
  await until('it is known that somebody judges', () => newest === undefined);
  clearInterval(stays);
  // Killed a minute ago: nobody takes its name away.
  await signedIn(60_000);
  await until('it is known that nobody does', () => typeof newest === 'string');
  expect(Date.parse(newest ?? '')).toBeLessThan(Date.now() - 30_000);
  await until('the public has been told something', () => told.length > 0);
  expect(told.flatMap((beat) => Object.keys(beat))).not.toContain('unjudgedSince');
  board.disconnect();
  reader.disconnect();
  await server.close();
  await ground.close();
});
