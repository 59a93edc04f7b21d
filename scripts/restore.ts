import { join } from 'node:path';
import { copyCommand } from './backup/command.ts';
import { noteCopy } from './backup/note-copy.ts';
import { useBackup } from './backup/use.ts';
import { runningUnder } from './supervise/pid-file.ts';

const HELP = `npm run restore -- DIR [--force]

Brings the data and the keys of an installation to what the backup in DIR holds (npm run backup). Servers and workers must be
stopped. First every file is held against its SHA-256; stores that are not empty, and keys that differ, end the command before
anything is changed. Everything written to MongoDB is read back and compared.

  --force   throw away what is in the stores; keys that differ are kept beside, under another name
  --help    this text

MONGODB_URI and REDIS_URL name the stores (without them they are started on .local/data for this); LOG_SIGNING_KEY_FILE,
SESSION_SECRET_FILE and SEAL_KEY_FILE say where the keys belong (.local/keys), MEDIA_DIR where picture
and sound (.local/data/media); what lies there already stays.
`;

const AFTERWARDS =
  'If the product went on after that, read "A backup that is older" in docs/operations.md before you start it.';

await copyCommand({
  name: 'restore',
  help: HELP,
  assertMay({ root }) {
    const { MONGODB_URI, REDIS_URL } = process.env;
    const other = MONGODB_URI && REDIS_URL ? undefined : runningUnder(join(root, '.local/run'), 'supervisor');
    if (other) throw new Error(`LiveWitness runs in this folder (process ${other.pid}): stop it first`);
  },
  async run(stores, options) {
    const { madeAt } = await useBackup(stores, options);
    await noteCopy(stores.connection, 'backup-restored', options);
    options.say(`everything is as it was at ${madeAt}`);
    options.say(AFTERWARDS);
  },
});
