import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys } from '../../models/stream/keys.ts';
import { Problem } from '../http/problem.ts';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

export interface LimitSizes {
  /** Logins tried from one address: an office behind one address at the start of a shift. */
  readonly loginsPerAddress: Limit;
  /** Logins tried for one person from one address since the last that succeeded: a stranger elsewhere locks out only themself. */
  readonly loginsPerPersonAndAddress: Limit;
  /** Logins tried for one person from anywhere since the last that succeeded: NIST SP 800-63B, 5.2.2 allows 100 at most. */
  readonly loginsPerPerson: Limit;
  /** Invitations looked at, accepted or declined from one address: an office behind one address on its first day. */
  readonly invitationsPerAddress: Limit;
  /** Acts on organisations by one person: nobody clicks faster. */
  readonly organisationActsPerPerson: Limit;
  /** Accounts begun, passwords reset and codes sent again from one address: a family, a shared office. */
  readonly accountsPerAddress: Limit;
  /** Codes typed in from one address. */
  readonly codesPerAddress: Limit;
  /** Messages to one recipient in an hour, and in a day: nobody is to be pestered with codes they did not ask for. */
  readonly messagesPerRecipient: Limit;
  readonly messagesPerRecipientAndDay: Limit;
  /** Changes of one account by whoever is logged in to it: each tries a password. */
  readonly accountActsPerPerson: Limit;
  /** Reads of public pages from one address without a login: a player asks for a piece of video each second or two. */
  readonly publicReadsPerAddress: Limit;
  /** Searches among public broadcasts, or in one, from one address: each reads many lines. */
  readonly publicSearchesPerAddress: Limit;
  /** Reads of public logs from one address without a login: a witness asks once for each broadcast, every minute or so. */
  readonly logReadsPerAddress: Limit;
  /**
   * Requests and messages of events by one token, at one server: 500 live broadcasts that send each sentence by itself come to
   * 2,000 a second. How much may wait behind the door is limited by itself.
   */
  readonly ingestPerToken: Limit;
  /** Registrations and changes of broadcasts by one token: each writes to MongoDB. */
  readonly registrationsPerToken: Limit;
  /** Answers given by one person: nobody writes faster. */
  readonly answersPerPerson: Limit;
  /** Requests for moments by one person: five wait at once at most, and some are withdrawn. */
  readonly requestsPerPerson: Limit;
  /** The same from one address: a family, or an office. */
  readonly requestsPerAddress: Limit;
  /** Evidence packs asked for by one person: each is seconds of work. */
  readonly evidencePacksPerPerson: Limit;
  /** Codes of packs looked up from one address: who holds a paper types one or two, who guesses types thousands. */
  readonly packCodesPerAddress: Limit;
  /** Scripts checked by one person: who writes checks every few seconds; one of the longest takes a third of a second. */
  readonly checksPerPerson: Limit;
  /** Changes of rule packs by one person: the largest takes half a second to check. */
  readonly packChangesPerPerson: Limit;
  /** Acts on policies by one person: nobody writes and reads one faster. */
  readonly policyChangesPerPerson: Limit;
  /** Moments marked from one address: several people behind one, each some. */
  readonly marksPerAddress: Limit;
  /**
   * Moments of one broadcast marked by one account, under one recovery code, or from one address, each counted by itself: a mark tells
   * what is suspected of its moment, and nobody buys a dozen times because of one broadcast in an hour.
   */
  readonly marksOfBroadcast: Limit;
  /** Recovery codes typed from one address: who holds one types it once or twice, who guesses types thousands. */
  readonly recoveryCodesPerAddress: Limit;
  /** Own marks read, changed or taken back from one address. */
  readonly ownMarksPerAddress: Limit;
  /** Files brought from one address: twenty for each of some marks. */
  readonly exhibitsPerAddress: Limit;
  /** Megabytes of files brought from one address in a day: ten of the longest recordings. */
  readonly exhibitMegabytesPerAddress: Limit;
  /** Previews by one person: each takes seconds of a core. */
  readonly previewsPerPerson: Limit;
}

export const LIMITS: LimitSizes = {
  loginsPerAddress: { points: 60, seconds: 300 },
  loginsPerPersonAndAddress: { points: 10, seconds: 900 },
  loginsPerPerson: { points: 100, seconds: 3600 },
  invitationsPerAddress: { points: 60, seconds: 300 },
  organisationActsPerPerson: { points: 60, seconds: 60 },
  accountsPerAddress: { points: 20, seconds: 3_600 },
  codesPerAddress: { points: 60, seconds: 3_600 },
  messagesPerRecipient: { points: 5, seconds: 3_600 },
  messagesPerRecipientAndDay: { points: 10, seconds: 86_400 },
  accountActsPerPerson: { points: 10, seconds: 900 },
  publicReadsPerAddress: { points: 1_200, seconds: 60 },
  publicSearchesPerAddress: { points: 60, seconds: 60 },
  logReadsPerAddress: { points: 1_200, seconds: 60 },
  ingestPerToken: { points: 50_000, seconds: 10 },
  registrationsPerToken: { points: 1000, seconds: 10 },
  answersPerPerson: { points: 10, seconds: 60 },
  requestsPerPerson: { points: 10, seconds: 3600 },
  requestsPerAddress: { points: 30, seconds: 3600 },
  evidencePacksPerPerson: { points: 20, seconds: 60 },
  packCodesPerAddress: { points: 60, seconds: 300 },
  checksPerPerson: { points: 30, seconds: 60 },
  packChangesPerPerson: { points: 30, seconds: 60 },
  policyChangesPerPerson: { points: 30, seconds: 60 },
  previewsPerPerson: { points: 10, seconds: 60 },
  marksPerAddress: { points: 60, seconds: 3_600 },
  marksOfBroadcast: { points: 12, seconds: 3_600 },
  recoveryCodesPerAddress: { points: 30, seconds: 300 },
  ownMarksPerAddress: { points: 600, seconds: 60 },
  exhibitsPerAddress: { points: 120, seconds: 3_600 },
  exhibitMegabytesPerAddress: { points: 20_480, seconds: 86_400 },
};

/**
 * Counts in Redis, so that all servers count together; senders' messages at each server by itself, since a write for each would cost
 * more than it saves.
 */
export interface Limiter {
  /** @throws Problem `too-many` with the seconds to wait. */
  take(key: string, points?: number): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface Limits {
  readonly loginsPerAddress: Limiter;
  readonly loginsPerPersonAndAddress: Limiter;
  readonly loginsPerPerson: Limiter;
  readonly invitationsPerAddress: Limiter;
  readonly organisationActsPerPerson: Limiter;
  readonly accountsPerAddress: Limiter;
  readonly codesPerAddress: Limiter;
  readonly messagesPerRecipient: Limiter;
  readonly messagesPerRecipientAndDay: Limiter;
  readonly accountActsPerPerson: Limiter;
  readonly publicReadsPerAddress: Limiter;
  readonly publicSearchesPerAddress: Limiter;
  readonly logReadsPerAddress: Limiter;
  readonly ingestPerToken: Limiter;
  readonly registrationsPerToken: Limiter;
  readonly answersPerPerson: Limiter;
  readonly requestsPerPerson: Limiter;
  readonly requestsPerAddress: Limiter;
  readonly evidencePacksPerPerson: Limiter;
  readonly packCodesPerAddress: Limiter;
  readonly checksPerPerson: Limiter;
  readonly packChangesPerPerson: Limiter;
  readonly policyChangesPerPerson: Limiter;
  readonly previewsPerPerson: Limiter;
  readonly marksPerAddress: Limiter;
  readonly marksOfBroadcast: Limiter;
  readonly recoveryCodesPerAddress: Limiter;
  readonly ownMarksPerAddress: Limiter;
  readonly exhibitsPerAddress: Limiter;
  readonly exhibitMegabytesPerAddress: Limiter;
}

/**
 * The address as it is counted: of IPv6 the first 64 bits, since whoever has one address has all that share them
 * (RFC 6177); an IPv4 address written as IPv6 as itself.
 */
export const addressCounted = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const parts = [...before, ...Array<string>(missing).fill('0'), ...after];
  const network = parts.slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16));
  return `${network.join(':')}::/64`;
};

/** The name of each limit in Redis, and what is said when it is used up. */
const SAID: Readonly<Record<keyof LimitSizes, readonly [name: string, what: string]>> = {
  loginsPerAddress: ['address', 'too many logins from this address'],
  loginsPerPersonAndAddress: ['login-address', 'too many attempts for this login from this address'],
  loginsPerPerson: ['login', 'too many attempts for this login'],
  invitationsPerAddress: ['invitations', 'too many tries of invitations from this address'],
  organisationActsPerPerson: ['organisations', 'too many changes of organisations in a short time'],
  accountsPerAddress: ['accounts', 'too many requests for accounts from this address'],
  codesPerAddress: ['account-codes', 'too many codes from this address'],
  messagesPerRecipient: ['messages', 'too many messages to this recipient'],
  messagesPerRecipientAndDay: ['messages-day', 'too many messages to this recipient'],
  accountActsPerPerson: ['account-acts', 'too many changes of this account'],
  publicReadsPerAddress: ['public-reads', 'too many reads from this address'],
  publicSearchesPerAddress: ['public-searches', 'too many searches from this address'],
  logReadsPerAddress: ['log-reads', 'too many reads of logs from this address'],
  ingestPerToken: ['ingest', 'too many requests with this token'],
  registrationsPerToken: ['registrations', 'too many registrations with this token'],
  packChangesPerPerson: ['packs', 'too many changes of packs in a short time'],
  policyChangesPerPerson: ['policies', 'too many changes of policies in a short time'],
  previewsPerPerson: ['previews', 'too many previews in a short time'],
  marksPerAddress: ['marks', 'too many marks from this address'],
  marksOfBroadcast: ['marks-broadcast', 'too many marks on this broadcast within an hour'],
  recoveryCodesPerAddress: ['recovery-codes', 'too many codes from this address'],
  ownMarksPerAddress: ['own-marks', 'too many requests for marks from this address'],
  exhibitsPerAddress: ['exhibits', 'too many files from this address'],
  exhibitMegabytesPerAddress: ['exhibit-megabytes', 'too much was sent from this address today'],
  answersPerPerson: ['answers', 'too many answers in a short time'],
  requestsPerPerson: ['requests', 'too many requests for moments'],
  requestsPerAddress: ['requests-address', 'too many requests for moments from this address'],
  evidencePacksPerPerson: ['evidence-packs', 'too many evidence packs in a short time'],
  packCodesPerAddress: ['pack-codes', 'too many codes from this address'],
  checksPerPerson: ['check', 'too many checks in a short time'],
};

/** What is counted in Redis is counted under a keyed hash: its files hold no personal data. */
export const createLimits = (redis: RedisClient, secret: string, sizes: LimitSizes): Limits => {
  const inRedis = (name: string, { points, seconds }: Limit): RateLimiterRedis =>
    new RateLimiterRedis({
      storeClient: redis,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `${keys.ratePrefix}${name}`,
      points,
      duration: seconds,
    });
  const here = ({ points, seconds }: Limit): RateLimiterMemory =>
    new RateLimiterMemory({ points, duration: seconds });
  const hashed = (key: string): string =>
    createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22);
  const limiter = (what: string, counter: RateLimiterRedis | RateLimiterMemory): Limiter => {
    const keyOf = counter instanceof RateLimiterRedis ? hashed : (key: string): string => key;
    return {
      take: async (key, taken = 1) => {
        try {
          await counter.consume(keyOf(key), taken);
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          const retryAfterS = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
          throw new Problem('too-many', `${what}; try again in ${retryAfterS} s`, { retryAfterS });
        }
      },
      forget: async (key) => {
        await counter.delete(keyOf(key));
      },
    };
  };
  const made = Object.entries(SAID).map(([of, [name, what]]) => {
    const limit = sizes[of as keyof LimitSizes];
    return [of, limiter(what, of === 'ingestPerToken' ? here(limit) : inRedis(name, limit))];
  });
  return Object.fromEntries(made) as Limits;
};
