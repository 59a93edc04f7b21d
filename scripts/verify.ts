import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FRAMES_FILE } from '../models/contract/pack/page.ts';
import { ZIP_BYTES_MAX } from '../models/contract/pack/zip.ts';
import { judgePack, readKeys } from './verify/judge-pack.ts';
import { judgeZip } from './verify/judge-zip.ts';

const HELP = `npm run --silent verify -- PACK.zip [--key FILE] [--json] [--zh]

Verifies an evidence pack offline (a ZIP, or a JSON file of before): that it is whole, its signatures, timestamps, records,
their places in the log, the words shown, and its files. Each check is printed on a line of its own; the exit code is 0
only when all hold, 1 when one fails, 2 when nothing could be checked.

  --key FILE  public keys that you trust, one a line, had from elsewhere than the pack (GET /api/log/key)
  --json      the outcome and the verified records as JSON
  --zh        in Chinese
  --help      this text
`;

/** npm runs commands at the project's root; paths are meant from where the person stands. */
const here = process.env.INIT_CWD ?? process.cwd();

const misuse = (message: string): number => {
  process.stderr.write(`${message}\n\n${HELP}`);
  return 2;
};

/** The bytes of a file, or what to say when it cannot be had. */
const read = async (name: string): Promise<{ bytes: Buffer } | { problem: string }> => {
  try {
    const path = resolve(here, name);
    const { size } = await stat(path);
    if (size > ZIP_BYTES_MAX) return { problem: `${name} is larger than ${ZIP_BYTES_MAX} bytes; no pack is` };
    return { bytes: await readFile(path) };
  } catch (error) {
    return { problem: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
};

/** The pages that this version makes, as set-up has noted them; none where it has not: then it is said that a page was not checked. */
const knownPages = async (): Promise<readonly string[]> => {
  const root = process.env.LIVEWITNESS_ROOT ?? process.cwd();
  try {
    return JSON.parse(await readFile(join(root, FRAMES_FILE), 'utf8')) as string[];
  } catch {
    return [];
  }
};

/** Packs of before are JSON, and begin with a brace; anything else is judged as a ZIP. */
const isJson = (bytes: Buffer): boolean => /^\s*\{/.test(bytes.subarray(0, 64).toString('latin1'));

const options = {
  key: { type: 'string' },
  json: { type: 'boolean', default: false },
  zh: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return misuse('Name one pack.');
  const pack = await read(name);
  if ('problem' in pack) return misuse(pack.problem);
  const keyFile = values.key === undefined ? undefined : await read(values.key);
  if (keyFile && 'problem' in keyFile) return misuse(keyFile.problem);
  const trusted = keyFile && readKeys(keyFile.bytes.toString('utf8'));
  if (trusted === null) return misuse(`${values.key} does not hold public keys, one a line.`);

  const language = values.zh ? 'zh' : 'en';
  const { verifies, lines, json } = isJson(pack.bytes)
    ? judgePack(pack.bytes.toString('utf8'), language, trusted)
    : judgeZip(pack.bytes, language, trusted, await knownPages());
  process.stdout.write(values.json ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
  return verifies ? 0 : 1;
};

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = misuse(error instanceof Error ? error.message : String(error));
}
