import mongoose, { type Connection } from 'mongoose';

/** A primary that stepped down is replaced within about 10 s; past this a request is answered "not available". */
const SERVER_SELECTION_MS = 15_000;

/**
 * Opens a connection to MongoDB whose writes are at rest on a majority of nodes, in their journals, before they count, and
 * whose reads never return what could be rolled back.
 */
export const connectMongo = (uri: string): Promise<Connection> =>
  mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 30_000 },
      readConcern: { level: 'majority' },
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
