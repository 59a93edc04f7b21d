import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPacks, type Packs } from '../models/text/judge.ts';
import { checkShipped } from '../models/text/lexicon/check-shipped.ts';
import { withCustomPacks } from '../models/text/lexicon/custom.ts';
import { CUSTOM_BYTES_MAX } from '../models/text/lexicon/custom-schema.ts';
import { readCustomPack } from '../models/text/lexicon/read-custom.ts';
import { parsePackText } from '../models/text/lexicon/read-pack.ts';
import { PacksRefused } from '../models/text/lexicon/refusal.ts';

const HELP = `npm run packs [-- FILE...]

Runs every example of every shipped rule, looks for rules that can never match or that match twice, and keeps the
result by the hash of the packs, so that a worker that starts need not do it again.

With FILEs (YAML or JSON: pack, language, entries): says whether they would be taken as custom packs, beside the
shipped ones and each other. Nothing is changed.
`;

const write = (path: string, record: object): void => {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.half`;
  writeFileSync(half, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(half, path);
};

const shipped = (packs: Packs, record: string): boolean => {
  const check = checkShipped(packs);
  write(record, check);
  for (const { packId, entry, reason } of check.faults)
    process.stderr.write(`${packId}, entry ${entry}: ${reason}\n`);
  const { entries, examples, faults } = check;
  process.stdout.write(
    `${entries} rules, ${examples} examples, ${faults.length} at fault; packs ${check.packs}\n`,
  );
  return faults.length === 0;
};

const custom = async (packs: Packs, files: readonly string[]): Promise<boolean> => {
  try {
    const read = files.map((file) => {
      if (statSync(file).size > CUSTOM_BYTES_MAX)
        throw new Error(`${file} is larger than ${CUSTOM_BYTES_MAX} bytes`);
      const {
        reason: _reason,
        version: _version,
        ...pack
      } = Object(parsePackText(readFileSync(file, 'utf8')));
      return readCustomPack(pack);
    });
    const { hash } = await withCustomPacks(packs, read, { turn: async () => {} });
    process.stdout.write(`${read.length} custom packs compile; packs ${hash}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof PacksRefused)) throw error;
    for (const { pack, entry, reason } of error.refusals)
      process.stderr.write(`${pack}${entry === undefined ? '' : `, entry ${entry}`}: ${reason}\n`);
    return false;
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const root = process.env.LIVEWITNESS_ROOT ?? process.cwd();
  const packs = loadPacks(join(root, 'models/text/packs'));
  const isSound =
    positionals.length > 0
      ? await custom(packs, positionals)
      : shipped(packs, join(root, '.local/build/packs.json'));
  if (!isSound) process.exitCode = 1;
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
