/** A query of Mongoose that can be read one document at a time. */
interface Walkable<Doc> {
  lean(): Walkable<Doc>;
  cursor(options?: { readonly batchSize?: number }): AsyncIterable<Doc> & { close(): Promise<void> };
}

/**
 * The documents that a query finds, as they are stored, one after the other. However the walk ends, nothing stays open: of a loop that is
 * left early Mongoose's own iterator is not told, so that the driver would keep the cursor with all that it had fetched for as long as the
 * process lives, and MongoDB for ten minutes.
 * @param batchSize documents fetched at once, where it is not for the driver to say.
 * @throws the MongoDB error.
 */
export async function* walk<Doc>(query: unknown, batchSize?: number): AsyncGenerator<Doc> {
  const cursor = (query as Walkable<Doc>).lean().cursor({ ...(batchSize !== undefined && { batchSize }) });
  let isOpen = false;
  try {
    for await (const doc of cursor) {
      isOpen = true;
      yield doc;
    }
  } finally {
    if (isOpen) await cursor.close();
  }
}
