import { connectMongo } from '../models/store/connect.ts';
import { createStore } from '../models/store/store.ts';
import { Misuse } from './arguments/misuse.ts';
import { readArguments } from './replay/arguments.ts';
import { openJudges } from './replay/judge-by.ts';
import { REASONS } from './replay/reasons.ts';
import { type Outcome, type Replay, replayAlert } from './replay/replay-alert.ts';
import { replayWords } from './replay/words.ts';

const HELP = `npm run --silent replay -- ALERT [--now] [--json]

Judges the sentences of a stored alert again, with their neighbours, product and listing, by the rules (custom packs
included) and the model that its verdict names, and says whether it comes to the same, or what differs, or why it cannot
be said: text withheld, packs or model no longer kept. What is not kept is replaced by what is in force now, and named.

  ALERT   id of the alert, as the dashboard shows it, whatever sign it begins with
  --now   by the rules and the model in force now instead: says what changes since then make of the verdict
  --json  the outcome, every occurrence and every difference as JSON
  --help  this text

Exit codes: 0 the same, 1 it differs, 2 it cannot be said (or nothing could be read).
MONGODB_URI names the store; without it that of the npm start that runs in this folder.
`;

const MONGODB_URI = 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0';
const EXIT_CODES: Readonly<Record<Outcome, number>> = { same: 0, differs: 1, cannot: 2 };

const asJson = (replay: Replay): string =>
  `${JSON.stringify(
    {
      ...replay,
      reasons: replay.reasons.map((code) => ({ code, ...REASONS[code] })),
      occurrences: replay.occurrences.map((one) => ({
        ...one,
        reasons: one.reasons.map((code) => ({ code, ...REASONS[code] })),
      })),
    },
    null,
    2,
  )}\n`;

const run = async (): Promise<number> => {
  const asked = readArguments(process.argv.slice(2));
  if (asked === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const connection = await connectMongo(process.env.MONGODB_URI || MONGODB_URI);
  const store = createStore(connection);
  const judges = openJudges(store, process.env.LIVEWITNESS_ROOT ?? process.cwd());
  try {
    const replay = await replayAlert(store, asked.alert, judges, asked.now);
    process.stdout.write(asked.json ? asJson(replay) : replayWords(replay));
    return EXIT_CODES[replay.outcome];
  } finally {
    judges.release();
    await connection.close();
  }
};

try {
  process.exitCode = await run();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const away = error instanceof Error && error.name.startsWith('MongooseServerSelection');
  process.stderr.write(`${away ? `MongoDB does not answer (is npm start running?): ${message}` : message}\n`);
  if (error instanceof Misuse) process.stderr.write(`\n${HELP}`);
  process.exitCode = 2;
}
