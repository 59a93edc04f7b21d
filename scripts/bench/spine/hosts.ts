import { asRoomId } from '../../../models/contract/ids.ts';
import { addMember } from '../../../models/store/keep-members.ts';
import { createOrganisation } from '../../../models/store/keep-organisation.ts';
import { createUser } from '../../../models/store/users.ts';
import type { Spine } from './spine.ts';

export interface Seat {
  readonly room: string;
  /** The session, as a browser sends it. */
  readonly cookie: string;
}

const PASSWORD = 'a password of measurements';

const logIn = async (url: string, login: string): Promise<string> => {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`login of ${login}: ${response.status} ${await response.text()}`);
  return (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
};

/** Makes people who each assist in one room, and logs them in. */
export const seatHosts = async (
  { store, url }: Pick<Spine, 'store' | 'url'>,
  rooms: readonly string[],
  each: number,
): Promise<Seat[]> => {
  const now = new Date();
  const by = { id: 'bench', name: 'bench' };
  const deed = { by, now, reason: 'a measurement' };
  const { _id } = await createOrganisation(
    store,
    { name: 'bench', kind: 'operator', rooms: rooms.map(asRoomId), demo: false },
    deed,
  );
  const seats: Seat[] = [];
  for (const room of rooms)
    for (let n = 0; n < each; n += 1) {
      const login = `${room}-${n}`;
      const input = { login, name: login, role: 'host' as const, password: PASSWORD, demo: false };
      const user = await createUser(store, input, { by, now });
      await addMember(store, _id, user, { role: 'assistant', rooms: [asRoomId(room)] }, deed);
      seats.push({ room, cookie: await logIn(url, login) });
    }
  return seats;
};

/** Makes a moderator, who sees every room, and logs them in. */
export const seatModerator = async ({ store, url }: Pick<Spine, 'store' | 'url'>): Promise<string> => {
  const login = 'bench-moderator';
  const acting = { by: { id: 'bench', name: 'bench' }, now: new Date() };
  const input = { login, name: login, role: 'moderator' as const, password: PASSWORD, demo: false };
  await createUser(store, input, acting);
  return logIn(url, login);
};
