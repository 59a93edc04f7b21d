import type { BroadcastId } from '../contract/ids.ts';

/** The log does not reach that far. */
export class LogTooShort extends Error {
  constructor(broadcastId: BroadcastId, leafIndex: number) {
    super(`the log of ${broadcastId} has no leaf ${leafIndex}`);
    this.name = 'LogTooShort';
  }
}
