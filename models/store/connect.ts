import mongoose, { type Connection } from 'mongoose';

/** A primary that stepped down is replaced within about 10 s; past this a request is answered "not available". */
const SERVER_SELECTION_MS = 15_000;
/** Servers are asked for a sign of life this often, on a connection of its own. */
const HEARTBEAT_MS = 2_000;
/**
 * A server that does not answer that, or a new connection, within this is taken for gone: what is under way on its connections is
 * ended, so that a server that vanished without a word holds nobody up for longer than the two together.
 */
const CONNECT_MS_MAX = 5_000;
const WRITE_CONCERN_MS_MAX = 30_000;
/** One connection that went dead while the server answers on others: longer than any operation may take by itself. */
const SILENCE_MS_MAX = WRITE_CONCERN_MS_MAX + 15_000;

/**
 * Opens a connection to MongoDB whose writes are at rest on a majority of nodes, in their journals, before they count, and
 * whose reads never return what could be rolled back.
 */
export const connectMongo = (uri: string): Promise<Connection> =>
  mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      connectTimeoutMS: CONNECT_MS_MAX,
      socketTimeoutMS: SILENCE_MS_MAX,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: WRITE_CONCERN_MS_MAX },
      readConcern: { level: 'majority' },
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
