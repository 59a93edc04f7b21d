import { readFileSync } from 'node:fs';
import { createAccountKeys } from '../../models/store/account-keys.ts';
import { readSealKey } from '../../models/store/seal.ts';
import type { Store } from '../../models/store/store.ts';
import { createGuardedFetch } from '../capture/guarded-fetch.ts';
import type { WorkerConfig } from '../config.ts';
import type { Log } from '../observe/log.ts';
import { createOutboxRound } from './round.ts';
import { createOutboxSender, createWebhookSender, type Sender } from './sender.ts';

/** Shorter ones could be guessed, and messages forged. */
const SECRET_CHARS_MIN = 32;

const senderOf = (
  { url, secretFile, allowOrigins }: Extract<WorkerConfig['sender'], { readonly by: 'webhook' }>,
  now: () => number,
): { readonly sender: Sender; readonly close: () => void } => {
  const secret = readFileSync(secretFile, 'utf8').trim();
  if (secret.length < SECRET_CHARS_MIN)
    throw new Error(`${secretFile} holds fewer than ${SECRET_CHARS_MIN} characters`);
  const { fetch, close } = createGuardedFetch({ allowOrigins });
  return { sender: createWebhookSender({ fetch, url, secret, now }), close };
};

export interface Outbox {
  /** Absent where there is no key: nothing was put into the outbox then. */
  readonly outbox?: { round(): Promise<void>; stop(): void };
  close(): void;
}

/** What hands messages on to people, by the settings. @throws Error for a secret that is none */
export const openOutbox = (deps: {
  readonly store: Store;
  readonly settings: WorkerConfig;
  readonly now: () => number;
  readonly log: Log;
}): Outbox => {
  const { settings, now, log } = deps;
  const key = readSealKey(settings.sealKeyFile);
  if (!key) {
    log.warn({ file: settings.sealKeyFile }, 'no seal key: messages to people are not handed on');
    return { close: () => {} };
  }
  const { sender, close } =
    settings.sender.by === 'webhook'
      ? senderOf(settings.sender, now)
      : { sender: createOutboxSender(), close: () => {} };
  return { outbox: createOutboxRound({ ...deps, keys: createAccountKeys(key), sender }), close };
};
