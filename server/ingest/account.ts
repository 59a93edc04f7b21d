import type { IngestReply, LineAccount } from '../../models/contract/ingest.ts';

/** Keeps the books of one request: every line that was read is in it once. */
export interface Account {
  note(line: LineAccount): void;
  /** From this line on nothing was read; after `retryAfterS` seconds it may be. The first reason stays. */
  stopAt(fromLine: number, reason: string, retryAfterS?: number): void;
  readonly lines: number;
  reply(): IngestReply;
}

export const createAccount = (): Account => {
  const lines: LineAccount[] = [];
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  let stopped: Pick<IngestReply, 'notRead' | 'retryAfterS'> = {};
  return {
    note(line) {
      lines.push(line);
      counts[line.status] += 1;
    },
    stopAt(fromLine, reason, retryAfterS) {
      if (stopped.notRead) return;
      stopped = { notRead: { fromLine, reason }, ...(retryAfterS !== undefined && { retryAfterS }) };
    },
    get lines() {
      return lines.length;
    },
    reply: () => ({
      ...counts,
      lines: lines.toSorted((a, b) => a.line - b.line),
      ...stopped,
    }),
  };
};
