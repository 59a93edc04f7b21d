import { benchWorker } from './bench/worker.ts';

const USAGE = `npm run bench -- worker [events]

  worker   events a second through one worker (20,000 unless told), and the time from acceptance to the
           alert on the feed at 200 events a second. Brings a MongoDB and a Redis of its own, thrown away afterwards.
`;

const main = async (): Promise<void> => {
  const [what, events = '20000'] = process.argv.slice(2);
  if (what !== 'worker' || !/^[1-9]\d{0,6}$/.test(events)) {
    process.stderr.write(USAGE);
    process.exitCode = what === '--help' ? 0 : 2;
    return;
  }
  await benchWorker(process.cwd(), Number(events));
};

await main();
