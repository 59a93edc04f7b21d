import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InvitationMade } from '../../models/contract/organisation.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import { disableUser } from '../../models/store/users.ts';
import {
  addPerson,
  clientOf,
  codeOf,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  PASSWORD,
  ROOM,
  tryLogin,
} from './harness.ts';
import { accept, meOf, openStage, type Stage } from './organisation-stage.ts';

let ground: Ground;
let stage: Stage;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground?.close();
});
beforeEach(async () => {
  stage = await openStage(ground);
});
afterEach(async () => {
  await stage?.close();
});

describe('an invitation', () => {
  test('is accepted by a person with a login, once, and gives that place and those rooms', async () => {
    const { token, link, invitation } = await stage.invite();
    expect(link).toContain(`/#/invitation/${token}`);
    expect(invitation.state).toBe('open');
    const anna = await stage.newcomer('anna');
    expect((await meOf(anna))?.rooms).toEqual([]);
    const offer = await stage.look(token);
    expect(offer).toMatchObject({ state: 'open', organisation: { name: 'The host' }, role: 'assistant' });
    const done = await accept(anna, token);
    expect(done.status).toBe(200);
    expect(((await done.json()) as SessionReply).me?.rooms).toEqual([ROOM]);
    expect((await meOf(anna))?.memberships).toMatchObject([{ role: 'assistant', rooms: [ROOM] }]);
    const ben = await stage.newcomer('ben');
    const again = await accept(ben, token);
    expect([again.status, await codeOf(again)]).toEqual([410, 'invitation-over']);
    expect(await stage.look(token)).toEqual({ state: 'accepted' });
    expect((await stage.seen()).members.map(({ login, role }) => [login, role])).toEqual([
      ['owner', 'owner'],
      ['anna', 'assistant'],
    ]);
  });

  test('of two who accept at once one gets the place', async () => {
    const { token } = await stage.invite();
    const [anna, ben] = [await stage.newcomer('anna'), await stage.newcomer('ben')];
    const answers = await Promise.all([accept(anna, token), accept(ben, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await stage.seen()).members).toHaveLength(2);
  });

  test('makes a login for someone new, with the rules of passwords, and logs in', async () => {
    const { token } = await stage.invite();
    const offer = await stage.look(token);
    if (offer.state !== 'open') throw new Error('the invitation is over');
    const page = nobody(stage.server.url);
    const body = { token, login: `lin-${offer.loginEnding}`, name: '小林', password: PASSWORD };
    const said = async (change: Record<string, unknown>) => {
      const response = await page.send('POST', '/api/invitations/accept', { ...body, ...change });
      return [response.status, ((await response.json()) as { error: { field?: string } }).error.field];
    };
    expect(await said({ password: 'short' })).toEqual([400, 'password']);
    // The same answer for a login that there is as for one that there is not.
    expect(await said({ login: 'owner' })).toEqual(await said({ login: 'nobody-of-this-name' }));
    expect(await said({ login: `-${offer.loginEnding}` })).toEqual([400, 'login']);
    expect(await ground.store.users.countDocuments()).toBe(1);
    const made = await page.send('POST', '/api/invitations/accept', body);
    expect(made.status).toBe(201);
    const reply = (await made.json()) as SessionReply;
    expect(reply.me).toMatchObject({ login: body.login, role: 'host', rooms: [ROOM] });
    const cookie = (made.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const lin = clientOf(stage.server.url, cookie, reply.csrf);
    expect((await lin.get(`/api/broadcasts/${stage.broadcast.publicId}`)).status).toBe(200);
    expect((await tryLogin(stage.server.url, body.login, PASSWORD)).status).toBe(200);
  });

  test('keeps only a hash of its secret, and tells of nobody to whoever guesses', async () => {
    const { token } = await stage.invite();
    const stored = JSON.stringify([
      await ground.store.invitations.find().lean(),
      await ground.store.audits.find().lean(),
    ]);
    expect(stored).not.toContain(token);
    expect(JSON.stringify(await stage.seen())).not.toContain(token);
    const page = nobody(stage.server.url);
    const answers = [];
    for (const wrong of [`lwi_${'a'.repeat(43)}`, 'lwi_', '', token.slice(0, -1), `${token}x`, '../etc'])
      for (const act of ['look', 'accept', 'decline']) {
        const body =
          act === 'accept'
            ? { token: wrong, login: 'owner', name: 'x', password: PASSWORD }
            : { token: wrong };
        const response = await page.send('POST', `/api/invitations/${act}`, body);
        answers.push(`${response.status} ${await response.text()}`);
      }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
  });

  test('is declined, withdrawn, or runs out, and then opens nothing', async () => {
    const [declined, withdrawn, late] = [
      await stage.invite(),
      await stage.invite(),
      await stage.invite({ days: 1 }),
    ];
    const page = nobody(stage.server.url);
    expect((await page.send('POST', '/api/invitations/decline', { token: declined.token })).status).toBe(204);
    const back = await stage.owner.send(
      'POST',
      stage.at(`/invitations/${withdrawn.invitation.id}/withdrawal`),
    );
    expect(await back.json()).toMatchObject({ state: 'withdrawn', settled: { by: 'The host' } });
    stage.pass(86_400_000 + 1);
    stage.owner = await logIn(stage.server.url, 'owner');
    const anna = await stage.newcomer('anna');
    const over = [declined, withdrawn, late];
    expect(await Promise.all(over.map(({ token }) => stage.look(token)))).toEqual([
      { state: 'declined' },
      { state: 'withdrawn' },
      { state: 'expired' },
    ]);
    for (const { token } of over) expect((await accept(anna, token)).status).toBe(410);
    expect((await meOf(anna))?.rooms).toEqual([]);
    expect((await stage.seen()).invitations?.map(({ state }) => state).sort()).toEqual([
      'declined',
      'expired',
      'withdrawn',
    ]);
  });

  test('is for hosts who are not in yet; whoever may not keeps the invitation open', async () => {
    const { token } = await stage.invite();
    await addPerson(ground.store, 'consumer');
    const consumer = await accept(await logIn(stage.server.url, 'consumer'), token);
    expect([consumer.status, await codeOf(consumer)]).toEqual([409, 'only-hosts']);
    const already = await accept(stage.owner, token);
    expect([already.status, await codeOf(already)]).toEqual([409, 'already-member']);
    expect((await stage.look(token)).state).toBe('open');
    const stranger = await stage.owner.send('POST', stage.at('/invitations'), {
      label: 'x',
      role: 'assistant',
      rooms: ['foreign'],
    });
    expect([stranger.status, await codeOf(stranger)]).toEqual([400, 'invalid']);
  });

  test('of an owner who is none any more is no way back in', async () => {
    const second = await stage.newcomer('second');
    expect((await accept(second, (await stage.invite({ role: 'owner', rooms: 'all' })).token)).status).toBe(
      200,
    );
    const { _id } = (await ground.store.users.findOne({ login: 'second' }).lean()) ?? { _id: '' };
    const made = await second.send('POST', stage.at('/invitations'), {
      label: 'me',
      role: 'owner',
      rooms: 'all',
    });
    const { token } = (await made.json()) as InvitationMade;
    const removed = await stage.owner.send('POST', stage.at(`/members/${_id}/removal`), {
      reason: 'left the firm',
    });
    expect(removed.status).toBe(204);
    expect((await accept(second, token)).status).toBe(410);
    expect((await second.get(stage.at(''))).status).toBe(404);
    // A login that the platform has disabled opens nothing either.
    const third = (await stage.invite()).token;
    await disableUser(ground.store, 'owner', { by: { id: 'operator', name: 'x' }, now: new Date() });
    expect(await stage.look(third)).toEqual({ state: 'withdrawn' });
  });

  test('is counted by address', async () => {
    await ground.redis.flushAll();
    const strict = await openServer(ground, {
      limits: { invitationsPerAddress: { points: 3, seconds: 60 } },
    });
    const page = nobody(strict.url);
    const statuses = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push((await page.send('POST', '/api/invitations/look', { token: 'x' })).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    await strict.close();
  });
});
