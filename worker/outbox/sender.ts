import { createHmac } from 'node:crypto';
import type { TakenMessage } from '../../models/store/outbox.ts';
import type { GuardedFetch } from '../capture/guarded-fetch.ts';
import { CaptureProblem } from '../capture/problem.ts';

/** What became of a message: handed on, kept because nothing sends it, or not handed on and why (a word, no address). */
export type Sent = 'sent' | 'kept' | { readonly problem: string };

/** Hands messages on to people. Never throws for what the other side does. */
export interface Sender {
  send(message: TakenMessage, signal: AbortSignal): Promise<Sent>;
}

/** Sends nothing: messages stay in the outbox, and the pages say so. */
export const createOutboxSender = (): Sender => ({ send: async () => 'kept' });

/** A provider that takes longer is asked again. */
const REQUEST_MS_MAX = 10_000;
/** Providers answer with a word or an id. */
const REPLY_BYTES_MAX = 64 * 1024;

export interface WebhookDeps {
  readonly fetch: GuardedFetch;
  readonly url: string;
  /** Shared with the provider. */
  readonly secret: string;
  /** ms since 1970. */
  readonly now: () => number;
}

/** `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body", hex>`: who answers compares both, and refuses what is old. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/**
 * Hands messages to a provider of mail or text messages by HTTPS POST: JSON `{id, channel, kind, to, language, text, code?, at}`, signed in
 * the header `X-LiveWitness-Signature`. Any answer of 200 to 204 counts as taken. The id is the same when it is sent again.
 */
export const createWebhookSender = ({ fetch, url, secret, now }: WebhookDeps): Sender => ({
  async send({ id, channel, kind, to, language, text, code, at }, signal) {
    const body = JSON.stringify({ id, channel, kind, to, language, text, code, at: at.toISOString() });
    const seconds = Math.floor(now() / 1000);
    try {
      await fetch({
        url,
        bytesMax: REPLY_BYTES_MAX,
        limitMs: REQUEST_MS_MAX,
        body: { bytes: Buffer.from(body), type: 'application/json' },
        headers: { 'x-livewitness-signature': signatureOf(secret, seconds, body) },
        signal,
      });
      return 'sent';
    } catch (error) {
      if (!(error instanceof CaptureProblem)) throw error;
      return { problem: error.status === undefined ? error.reason : `${error.reason} ${error.status}` };
    }
  },
});
