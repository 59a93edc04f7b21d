import { randomBytes } from 'node:crypto';
import { connectMongo } from '../../models/store/connect.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { createStore } from '../../models/store/store.ts';
import type { WorkerConfig } from '../config.ts';
import { KEY_MS, openLiveKey } from '../evidence/signing-key.ts';
import { createLog, errorFacts } from '../observe/log.ts';
import { createRounds, type Rounds } from '../rounds.ts';
import { AUDIT_LOG_MS, createAuditWriter } from './writer.ts';

/**
 * What writes the audit log beside a worker that judges: with a connection, a look at the signing key and a name in the lease of its
 * own. Collections and key are there already: the worker has opened them before.
 */
export const openAuditLog = async (settings: WorkerConfig): Promise<Rounds> => {
  const owner = `${settings.workerName}-audit-${randomBytes(4).toString('hex')}`;
  const log = createLog(owner, settings.logLevel);
  const connection = await connectMongo(settings.mongoUri);
  const store = createStore(connection);
  const { signingKeyFile: path, logKeyName: name } = settings;
  const key = await openLiveKey({ path, name, log }, (known) => rememberLogKey(store, known, new Date()));
  const writer = createAuditWriter({ store, signer: key.signer, owner, now: Date.now });
  const failed = (what: string) => (error: unknown) =>
    log.warn({ ...errorFacts(error), what }, 'a round failed');
  const rounds = [
    createRounds(AUDIT_LOG_MS, () => writer.round(), failed('audit log')),
    createRounds(KEY_MS, () => key.look(), failed('signing key')),
  ];
  return {
    start() {
      for (const one of rounds) one.start();
    },
    async stop() {
      await Promise.all(rounds.map((one) => one.stop()));
      await writer.stop();
      await connection.close();
    },
  };
};
