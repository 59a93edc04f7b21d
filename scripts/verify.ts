import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PACK_BYTES_MAX } from '../models/contract/log/pack.ts';
import { judgePack, readKeys } from './verify/judge-pack.ts';

const HELP = `npm run --silent verify -- PACK.json [--key FILE] [--json] [--zh]

Verifies an evidence pack offline: signature, records, their places in the log, and the words shown. Each check is
printed on a line of its own; the exit code is 0 only when all hold, 1 when one fails, 2 when nothing could be checked.

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

/** The text of a file, or what to say when it cannot be had. */
const read = async (name: string): Promise<{ text: string } | { problem: string }> => {
  try {
    const path = resolve(here, name);
    if ((await stat(path)).size > PACK_BYTES_MAX)
      return { problem: `${name} is larger than ${PACK_BYTES_MAX} bytes; no pack is` };
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { problem: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
};

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
  const trusted = keyFile && readKeys(keyFile.text);
  if (trusted === null) return misuse(`${values.key} does not hold public keys, one a line.`);

  const { verifies, lines, json } = judgePack(pack.text, values.zh ? 'zh' : 'en', trusted);
  process.stdout.write(values.json ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
  return verifies ? 0 : 1;
};

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = misuse(error instanceof Error ? error.message : String(error));
}
