import { basename } from 'node:path';
import type { Connection } from 'mongoose';
import { OPERATOR } from '../../models/store/audit.ts';
import { noteCustody } from '../../models/store/custody.ts';
import { createStore, prepareStore } from '../../models/store/store.ts';
import type { CopyOptions } from './command.ts';

/** Notes that everything was copied out of the stores, or brought back; the name of the folder without its path. */
export const noteCopy = async (
  connection: Connection,
  action: 'backup-taken' | 'backup-restored',
  { dir, now }: Pick<CopyOptions, 'dir' | 'now'>,
): Promise<void> => {
  const store = createStore(connection);
  await prepareStore(store);
  const details = { folder: basename(dir) };
  await noteCustody(store, { action, subject: 'installation', details, by: OPERATOR, now: now() });
};
