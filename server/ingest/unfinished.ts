/** Whoever sends a message in pieces. */
interface Sending {
  /** Ends it; what it has sent is let go. */
  cut(): void;
}

export interface Unfinished {
  /** Bytes came; they belong to a message that is not whole yet. */
  add(who: Sending, bytes: number): void;
  /** Its message is whole, or it is gone. */
  forget(who: Sending): void;
  readonly bytes: number;
}

/**
 * Books of what has come of messages that are not whole: a WebSocket hands on whole messages only, and a thousand senders that
 * each stop one byte short would fill the memory. Past `bytesMax` altogether the one that holds most is cut off.
 */
export const createUnfinished = (bytesMax: number): Unfinished => {
  const held = new Map<Sending, number>();
  let total = 0;
  const forget = (who: Sending): void => {
    total -= held.get(who) ?? 0;
    held.delete(who);
  };
  return {
    add(who, bytes) {
      held.set(who, (held.get(who) ?? 0) + bytes);
      total += bytes;
      while (total > bytesMax) {
        const [largest] = [...held].reduce((a, b) => (b[1] > a[1] ? b : a));
        forget(largest);
        largest.cut();
      }
    },
    forget,
    get bytes() {
      return total;
    },
  };
};
