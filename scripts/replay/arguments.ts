import { type AlertId, asAlertId } from '../../models/contract/ids.ts';
import { Misuse } from '../arguments/misuse.ts';

/** What to replay, and how to tell of it; `help` where only that was asked. */
export type Asked =
  | 'help'
  | {
      readonly alert: AlertId;
      readonly json: boolean;
      /** By what is in force now instead of what the verdict names. */
      readonly now: boolean;
    };

/** 128 random bits in base64url, whose signs include `-`: one id of 64 begins like an option. */
const ALERT_ID = /^[\w-]{22}$/;

/** @throws Misuse */
export const readArguments = (argv: readonly string[]): Asked => {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const ids = end < 0 ? [] : argv.slice(end + 1);
  let json = false;
  let now = false;
  for (const word of before) {
    if (word === '--help') return 'help';
    if (word === '--json') json = true;
    else if (word === '--now') now = true;
    else if (word.startsWith('-') && !ALERT_ID.test(word)) throw new Misuse(`There is no option ${word}.`);
    else ids.push(word);
  }
  const [id, ...more] = ids;
  if (id === undefined || more.length > 0) throw new Misuse('Name one alert.');
  return { alert: asAlertId(id), json, now };
};
