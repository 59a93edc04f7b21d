import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CATEGORIES, type Category, categoryOf } from '../../models/contract/ingest.ts';

/** What was asked cannot be done; the message says what to ask instead. */
export class Misuse extends Error {}

/** Options and words as they were typed. @throws Misuse for an option that there is not, or that lacks its value. */
export const readTyped = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows tells how to type a word that begins with a hyphen, which is hardly ever what was meant.
    const [first] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Misuse(`${first}; see --help`);
  }
};

/** @throws Misuse that names what there is */
export const oneOf = <T extends string>(option: string, value: string, known: readonly T[]): T => {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Misuse(`${option} is one of ${known.join(', ')}, not "${value}"`);
  return found;
};

/** A category by its name, or by another that senders use for it. @throws Misuse that names what there is */
export const categoryTyped = (option: string, value: string): Category =>
  categoryOf(value) ?? oneOf(option, value, CATEGORIES);

/** Says why a command ends, and with which exit code: 2 when it was asked for what there is not, else 1. */
export const endWith = (command: string, error: unknown): void => {
  process.stderr.write(`${command}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
};
