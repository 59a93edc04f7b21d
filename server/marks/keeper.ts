import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type {} from 'express-session';
import type { MarkId } from '../../models/contract/ids.ts';
import { CODE_BYTES, readRecoveryCode, recoveryCodeOf } from '../../models/contract/recovery-code.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import { keeperNamed, type MarkKeeper } from '../../models/store/marks.ts';
import { Problem } from '../http/problem.ts';
import { asker } from '../identity/session.ts';

declare module 'express-session' {
  interface SessionData {
    /** SHA-256 of the recovery code that was typed in this browser. */
    codeHash: string;
  }
}

/** What is kept of a code. Its 95 random bits make a slow hash needless. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(`livewitness-recovery/1\n${code}`).digest('hex');

export const newCode = (): string => recoveryCodeOf(randomBytes(CODE_BYTES));

/** By what whoever asks finds their marks: an account before a code; null where there is neither. */
export const keeperOf = (req: Request, res: Response): MarkKeeper | null => {
  const person = asker(res);
  if (person) return { of: 'account', id: person._id, name: person.name };
  const { codeHash } = req.session;
  return codeHash === undefined ? null : { of: 'code', hash: codeHash };
};

/** @throws Problem `unauthorised` */
export const someKeeper = (req: Request, res: Response): MarkKeeper => {
  const keeper = keeperOf(req, res);
  if (keeper === null) throw new Problem('unauthorised', 'log in, or type your recovery code');
  return keeper;
};

/** What a new mark is found by. */
export const ownedBy = (keeper: MarkKeeper): Pick<MarkDoc, 'owner' | 'codeHash'> =>
  keeper.of === 'account' ? { owner: keeper.id } : { codeHash: keeper.hash };

const MISTYPED = {
  length: 'a recovery code has 20 letters and figures',
  letters: 'a recovery code has letters and figures only, and no U',
  check: 'the code was mistyped: its letters do not fit together',
} as const;

/** The hash of a code as it was typed. @throws Problem `invalid` that says what is wrong with it */
export const typedCode = (typed: string): string => {
  const read = readRecoveryCode(typed);
  if (!read.ok) throw new Problem('invalid', MISTYPED[read.why], { field: 'code' });
  return hashOfCode(read.code);
};

/** This browser holds the code from here on, under a new session id (session fixation). */
export const holdCode = (req: Request, codeHash: string): Promise<void> =>
  new Promise((done, failed) => {
    req.session.regenerate((error) => {
      if (error) {
        failed(error);
        return;
      }
      req.session.codeHash = codeHash;
      req.session.save((saving) => (saving ? failed(saving) : done()));
    });
  });

/** Who it was, for an audit. */
export const nameOfKeeper = (keeper: MarkKeeper | null, markId: MarkId | undefined) =>
  keeper === null ? { id: 'nobody', name: 'nobody' } : keeperNamed(keeper, markId ?? ('' as MarkId));
