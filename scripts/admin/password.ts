import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { PASSWORD_CHARS_MAX } from '../../models/store/password.ts';
import { Misuse } from '../arguments/misuse.ts';
import type { PasswordFrom } from './arguments.ts';

/** 120 random bits in letters that are not mistaken for each other when read aloud (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 6;
const GROUP_CHARS = 4;

/** Six groups of four. */
export const generatePassword = (): string => {
  const letters = [...randomBytes(GROUPS * GROUP_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_CHARS, (group + 1) * GROUP_CHARS).join(''),
  ).join('-');
};

const askHidden = async (question: string): Promise<string> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
};

const readAll = async (input: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > PASSWORD_CHARS_MAX + 2) throw new Misuse('the password on standard input is too long');
  }
  return text.replace(/\r?\n$/, '');
};

/** The password and whether it was made here, so that it has to be shown once. @throws Misuse when two entries differ. */
export const obtainPassword = async (
  from: PasswordFrom,
): Promise<{ readonly password: string; readonly generated: boolean }> => {
  if (from === 'generated') return { password: generatePassword(), generated: true };
  if (from === 'stdin') return { password: await readAll(process.stdin), generated: false };
  const password = await askHidden('Password (not shown): ');
  if (password !== (await askHidden('The same again: '))) throw new Misuse('the two entries differ');
  return { password, generated: false };
};
