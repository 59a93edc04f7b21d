import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxDoc } from '../../models/store/account-documents.ts';
import { createAccountKeys } from '../../models/store/account-keys.ts';
import { beginConfirmation } from '../../models/store/accounts.ts';
import { takeMessage } from '../../models/store/outbox.ts';
import { createGuardedFetch } from '../../worker/capture/guarded-fetch.ts';
import { createLog } from '../../worker/observe/log.ts';
import { createOutboxRound } from '../../worker/outbox/round.ts';
import { createOutboxSender, createWebhookSender } from '../../worker/outbox/sender.ts';
import { type Ground, openGround, until } from './harness.ts';

const MINUTE_MS = 60_000;
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground?.close();
});

describe('messages leave', () => {
  const keys = createAccountKeys(Buffer.alloc(32, 7));
  const log = createLog('test', 'silent');
  const SECRET = 'a secret that the provider knows too';
  const put = async (value: string, now = new Date()): Promise<void> => {
    await beginConfirmation(
      { store: ground.store, keys },
      { kind: 'sign-up', address: { kind: 'email', value }, language: 'en', passwordHash: 'x', now },
    );
  };
  const message = async (shown: string): Promise<OutboxDoc> =>
    (await ground.store.outbox.findOne({ shown }).sort({ at: -1 }).lean<OutboxDoc>()) as OutboxDoc;
  beforeEach(async () => {
    await ground.store.outbox.deleteMany({});
  });

  test('nowhere with the sender `outbox`: they stay, and are said to', async () => {
    await put('kept@example.com');
    await createOutboxRound({
      store: ground.store,
      keys,
      sender: createOutboxSender(),
      now: Date.now,
      log,
    }).round();
    expect(await message('k***@example.com')).toMatchObject({ state: 'kept', tries: 1 });
  });

  test('to a provider over HTTP, signed, again where it fails, and then forgotten here', async () => {
    const heard: { request: IncomingMessage; body: string }[] = [];
    const answers = [503, 204];
    const provider = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      heard.push({ request, body: Buffer.concat(chunks).toString() });
      response.writeHead(answers.shift() ?? 200).end();
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const origin = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const { fetch, close } = createGuardedFetch({ allowOrigins: [origin] });
    await put('sent@example.com');
    // Only now: what is put in later than this clock says is not due yet.
    let atMs = Date.now();
    const now = (): number => atMs;
    const sender = createWebhookSender({ fetch, url: `${origin}/send`, secret: SECRET, now });
    const round = createOutboxRound({ store: ground.store, keys, sender, now, log });
    await round.round();
    const waiting = await message('s***@example.com');
    expect(waiting).toMatchObject({ state: 'waiting', tries: 1, problem: 'http-status 503' });
    await round.round();
    expect(heard).toHaveLength(1);
    atMs += 6_000;
    await round.round();
    expect(await message('s***@example.com')).toMatchObject({ state: 'sent', sealed: null, tries: 2 });

    const [first, second] = heard.map(
      ({ body }) => JSON.parse(body) as { id: string; to: string; code: string },
    );
    expect(second).toEqual(first);
    expect(second).toMatchObject({ to: 'sent@example.com', code: expect.stringMatching(/^\d{6}$/) });
    const [, t, v1] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(heard[1]?.request.headers['x-livewitness-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', SECRET).update(`${t}.${heard[1]?.body}`).digest('hex'));
    close();
    provider.close();
  });

  test('given up when it is too late; an address on a private network is not asked at all', async () => {
    const { fetch, close } = createGuardedFetch({ allowOrigins: [] });
    let atMs = Date.now();
    const sender = createWebhookSender({
      fetch,
      url: 'https://127.0.0.1:9/send',
      secret: SECRET,
      now: () => atMs,
    });
    const round = createOutboxRound({ store: ground.store, keys, sender, now: () => atMs, log });
    await put('late@example.com');
    for (let tries = 0; tries < 6; tries += 1) {
      await round.round();
      atMs += 4 * MINUTE_MS;
    }
    expect(await message('l***@example.com')).toMatchObject({
      state: 'failed',
      sealed: null,
      problem: 'private-address',
    });
    close();
  });

  test('each message is one worker’s at a time', async () => {
    await put('once@example.com');
    const taken = await Promise.all([1, 2, 3].map(() => takeMessage(ground.store, keys, new Date())));
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
    // Whoever took it and died leaves it to the next.
    await until(
      'it may be taken again',
      async () => (await takeMessage(ground.store, keys, new Date(Date.now() + 31_000))) !== null,
    );
  });
});
