import type { Entry } from './hear.ts';

/** Entries of one block: a batch is never longer. */
export const BLOCK_ENTRIES_MAX = 500;
/** Text of one block in UTF-16 units: with commitments, spans and copies it stays well under BSON's 16 MB. */
export const BLOCK_TEXT_MAX = 2 * 1024 * 1024;
/** What an event other than an utterance counts for: a listing of usual length. */
const OTHER_TEXT = 1_000;

/** Cuts a batch into what one block may hold, in order. */
export const chunksOf = (entries: readonly Entry[], entriesMax: number): Entry[][] => {
  const chunks: Entry[][] = [];
  let chunk: Entry[] = [];
  let text = 0;
  for (const entry of entries) {
    const size = entry.event.type === 'utterance' ? entry.event.text.length : OTHER_TEXT;
    if (chunk.length > 0 && (chunk.length >= entriesMax || text + size > BLOCK_TEXT_MAX)) {
      chunks.push(chunk);
      chunk = [];
      text = 0;
    }
    chunk.push(entry);
    text += size;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
};
