import type { CaptureOf } from './capture-place.ts';
import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';

/** How long a capture stays with a worker that gives no sign of life: with a look a second, it is taken over within 6 s. */
export const CAPTURE_LEASE_MS = 5_000;
/** Three chances to renew before it runs out. */
export const CAPTURE_RENEW_MS = 1_500;

/** Takes a capture that nobody holds. `owner` names worker and process, and must be new with every start. */
export const takeCapture = async (redis: RedisClient, of: CaptureOf, owner: string): Promise<boolean> => {
  const reply = await redis.set(keys.captureLease(of.partition, of.broadcastId), owner, {
    condition: 'NX',
    expiration: { type: 'PX', value: CAPTURE_LEASE_MS },
  });
  return reply === 'OK';
};

/*
 * Purpose: renew or give up a lease, if it is still the asker's.
 * KEYS     1 lease
 * ARGV     1 owner, 2 new time to live in ms; 0 gives it up
 * Returns  1 done, 0 it is someone else's or gone
 */
const HOLD = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then redis.call('DEL', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
`;

const hold = async (redis: RedisClient, of: CaptureOf, owner: string, ms: number): Promise<boolean> => {
  const reply = await redis.eval(HOLD, {
    keys: [keys.captureLease(of.partition, of.broadcastId)],
    arguments: [owner, String(ms)],
  });
  return reply === 1;
};

/** @returns false when the capture belongs to another worker by now: stop. */
export const renewCapture = (redis: RedisClient, of: CaptureOf, owner: string): Promise<boolean> =>
  hold(redis, of, owner, CAPTURE_LEASE_MS);

/** Gives a capture up, so that another worker can take it at once. */
export const releaseCapture = (redis: RedisClient, of: CaptureOf, owner: string): Promise<boolean> =>
  hold(redis, of, owner, 0);
