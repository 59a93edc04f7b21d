import type { BroadcastId } from '../../../models/contract/ids.ts';
import type { KeepRule } from '../../../models/store/keep-media.ts';

/** What the process that keeps picture and sound is told, once. */
export interface FollowerTask {
  /** Of the project, where the built worker lies. */
  readonly root: string;
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly mediaDir: string;
  readonly broadcastId: BroadcastId;
  readonly url: string;
  readonly startedAtMs: number;
  readonly speed: number;
  readonly rule: KeepRule;
  readonly soundDays: number;
}

/** What it tells: its memory at a broadcast time, or something that went wrong. */
export type FollowerWord = { readonly atMs: number; readonly rss: number } | { readonly said: string };
