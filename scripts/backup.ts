import { copyCommand } from './backup/command.ts';
import { noteCopy } from './backup/note-copy.ts';
import { assertMayWrite, takeBackup } from './backup/take.ts';

const HELP = `npm run backup -- DIR [--force]

Copies the data and the keys of an installation into DIR: every collection of MongoDB as all were at one moment, what waits
in Redis, kept picture and sound, and the keys. DIR is there only once it is whole; a manifest holds the SHA-256 of each file. The product may run on
meanwhile, or be stopped: then the stores are started for it. Bring it back with npm run restore.

  --force   replace the backup that is in DIR
  --help    this text

MONGODB_URI and REDIS_URL name the stores; LOG_SIGNING_KEY_FILE, SESSION_SECRET_FILE and SEAL_KEY_FILE the keys (.local/keys);
MEDIA_DIR the folder of picture and sound (.local/data/media).
Whoever has DIR can sign in your name, and read what no worker had masked yet: it is readable by you alone; keep it so.
`;

await copyCommand({
  name: 'backup',
  help: HELP,
  assertMay: ({ dir, force }) => assertMayWrite(dir, force),
  async run(stores, options) {
    // At rest before the copy begins, so that the copy tells of itself.
    await noteCopy(stores.connection, 'backup-taken', options);
    const { madeAt } = await takeBackup(stores, options);
    options.say(`${options.dir} holds everything as of ${madeAt}`);
  },
});
