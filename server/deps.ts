import type { Logger } from 'pino';
import type { DecisionId, PublicId } from '../models/contract/ids.ts';
import type { LivePolicies } from '../models/duties/live-policies.ts';
import type { AccountKeys } from '../models/store/account-keys.ts';
import type { Seal } from '../models/store/seal.ts';
import type { Store } from '../models/store/store.ts';
import type { RedisClient } from '../models/stream/client.ts';
import type { LivePacks } from '../models/text/live-packs.ts';
import type { ScriptJudge } from '../models/text/script.ts';
import type { Config } from './config.ts';
import type { Limits } from './identity/limits.ts';
import type { ServerMetrics } from './observe/metrics.ts';

/** What the routes are made of; each takes of it what it uses. */
export interface Deps {
  readonly config: Config;
  readonly store: Store;
  /** Refuses at once while it is away. */
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly limits: Limits;
  readonly metrics: ServerMetrics;
  readonly sessionSecret: string;
  /** Of what may be read again only with the key; null where there is none. */
  readonly seal: Seal | null;
  readonly scripts: ScriptJudge;
  /** Shipped and custom packs as they are in force. */
  readonly packs: LivePacks;
  /** Null where there is no key: then nobody can make an account, and it is said. */
  readonly accountKeys: AccountKeys | null;
  /** What is owed, by platform, as its policy is in force. */
  readonly policies: LivePolicies;
  /** ms since 1970. */
  readonly now: () => number;
  /** 128 random bits, base64url. */
  readonly newPublicId: () => PublicId;
  readonly newDecisionId: () => DecisionId;
}
