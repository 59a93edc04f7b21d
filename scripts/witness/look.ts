import { AUDIT_LOG } from '../../models/contract/log/audit-leaf.ts';
import { fromHex, sameBytes } from '../../models/contract/log/bytes.ts';
import { trustedOnwards } from '../../models/contract/log/key-succession.ts';
import { HASH_BYTES, verifyConsistency } from '../../models/contract/log/merkle.ts';
import {
  type Checkpoint,
  keyFingerprint,
  type NoteKey,
  openCheckpoint,
  originOf,
  parseVerifierKey,
  verifierKey,
} from '../../models/contract/log/note.ts';
import { type Ask, NoProof, NotThere, type OfferedHead, Unreachable } from './ask.ts';
import { REFUSALS_MAX, type Refusal, type WitnessState } from './state.ts';

/** Why a head is refused, in words that need no other. */
export const REFUSAL_SAYS = {
  smaller: 'the log has become shorter than it was',
  'other-root': 'two different logs of the same length have been shown',
  'no-proof': 'the server cannot prove that the log of now goes on from the one that was seen',
  'bad-proof': 'the proof that the log of now goes on from the one that was seen does not hold',
  'not-signed': 'the head is not signed by a key that is trusted',
  'other-log': 'the head is that of another log',
  gone: 'the log that was seen is not shown any more, and nothing says that it was withdrawn',
} as const;
export type RefusalCode = keyof typeof REFUSAL_SAYS;

export interface LookDeps {
  readonly ask: Ask;
  /** Keys that the person named; absent: those that the server told of on the first look. */
  readonly trusted?: readonly NoteKey[];
  /** One broadcast alone; absent: all public ones. */
  readonly only?: string;
  readonly now: () => Date;
  readonly say: (line: string) => void;
}

export interface Look {
  readonly state: WitnessState;
  readonly refused: readonly Refusal[];
  /** Whose proof was asked for in vain. */
  readonly unanswered: readonly string[];
  readonly followed: number;
}

/** Keys by which heads are checked from now on: what was trusted, and what those vouch for. */
const keysOf = async (state: WitnessState, { ask, trusted, say }: LookDeps): Promise<NoteKey[]> => {
  const told = await ask.keys();
  const known = state.keys.flatMap((key) => parseVerifierKey(key) ?? []);
  const base = [...(trusted ?? []), ...known];
  if (base.length > 0) {
    const keys = trustedOnwards(base, told);
    for (const key of keys.filter((one) => !state.keys.includes(verifierKey(one)) && !trusted?.includes(one)))
      say(`key    a new key signs, and the one before vouches for it: ${keyFingerprint(key)}`);
    return keys;
  }
  const first = told.flatMap(({ key }) => parseVerifierKey(key) ?? []);
  for (const key of first)
    say(
      `key    taken on the server's own word, compare it with one had from elsewhere: ${keyFingerprint(key)}`,
    );
  return first;
};

const open = (offered: OfferedHead, keys: readonly NoteKey[]): Checkpoint | RefusalCode => {
  const opened = openCheckpoint(offered.checkpoint, keys);
  if (!opened.ok) return 'not-signed';
  return opened.checkpoint.origin === originOf(offered.publicId) ? opened.checkpoint : 'other-log';
};

interface Judged {
  /** `away`: not public any more; `unanswered`: the server gave no usable answer. The head that was kept stays in both cases. */
  readonly code: RefusalCode | 'away' | 'unanswered' | null;
  readonly proof?: readonly string[];
}

/** Whether the head of now goes on from the one that was kept. */
const judge = async (ask: Ask, publicId: string, kept: Checkpoint, now: Checkpoint): Promise<Judged> => {
  if (now.size < kept.size) return { code: 'smaller' };
  if (now.size === kept.size) return { code: sameBytes(now.root, kept.root) ? null : 'other-root' };
  let proof: readonly string[];
  try {
    proof = await ask.consistency(publicId, kept.size, now.size);
  } catch (error) {
    // A head that was shown a moment ago, and no proof for it: that is no outage.
    if (error instanceof NoProof) return { code: 'no-proof' };
    throw error;
  }
  const hashes = proof.map((hash) => fromHex(hash, HASH_BYTES)).filter((hash) => hash !== null);
  const holds =
    hashes.length === proof.length &&
    verifyConsistency({
      first: kept.size,
      second: now.size,
      firstRoot: kept.root,
      secondRoot: now.root,
      proof: hashes,
    });
  return holds ? { code: null } : { code: 'bad-proof', proof };
};

/** A broadcast may be withdrawn between two questions; one that is there and proves nothing was not. */
const isThere = async (ask: Ask, publicId: string): Promise<boolean> => {
  try {
    await ask.head(publicId);
    return true;
  } catch (error) {
    if (error instanceof NotThere || error instanceof Unreachable) return false;
    throw error;
  }
};

type Opened = ReturnType<typeof openCheckpoint>;

const judgeOffered = async (
  ask: Ask,
  publicId: string,
  current: Checkpoint | RefusalCode,
  kept: Opened | undefined,
): Promise<Judged> => {
  if (typeof current === 'string') return { code: current };
  if (kept === undefined) return { code: null };
  // The keys of the file and those of the server have nothing in common any more.
  if (!kept.ok) return { code: 'not-signed' };
  try {
    return await judge(ask, publicId, kept.checkpoint, current);
  } catch (error) {
    if (error instanceof Unreachable) return { code: 'unanswered' };
    if (error instanceof NotThere) return { code: (await isThere(ask, publicId)) ? 'no-proof' : 'away' };
    throw error;
  }
};

/** A head, where the server shows one. */
const headIfShown = async (ask: Ask, publicId: string): Promise<OfferedHead[]> => {
  try {
    return [await ask.head(publicId)];
  } catch (error) {
    if (error instanceof NotThere) return [];
    throw error;
  }
};

/** @throws NotThere for one broadcast that is not shown and was not seen before */
const offeredHeads = async ({ ask, only }: LookDeps, before: WitnessState): Promise<OfferedHead[]> => {
  if (only !== undefined)
    return before.heads[only] === undefined ? [await ask.head(only)] : headIfShown(ask, only);
  const offered: OfferedHead[] = [];
  for await (const one of ask.heads()) offered.push(one);
  return [...offered, ...(await headIfShown(ask, AUDIT_LOG))];
};

/** An older server has no such list: then nothing is said to be withdrawn. */
const withdrawnOf = async (ask: Ask): Promise<ReadonlyMap<string, string>> => {
  try {
    return await ask.withdrawn();
  } catch (error) {
    if (error instanceof NotThere) return new Map();
    throw error;
  }
};

interface Missed {
  /** Shown after all: they were made public while the others were read. */
  readonly late: readonly OfferedHead[];
  /** Not shown, and nothing says that they were withdrawn. */
  readonly gone: readonly string[];
  readonly unanswered: readonly string[];
}

/** What became of logs that were seen before and are not offered now. The audit log cannot be withdrawn. */
const lookForMissing = async ({ ask, say }: LookDeps, missing: readonly string[]): Promise<Missed> => {
  const late: OfferedHead[] = [];
  const gone: string[] = [];
  const unanswered: string[] = [];
  const withdrawn = missing.length > 0 ? await withdrawnOf(ask) : new Map<string, string>();
  for (const id of missing) {
    const since = id === AUDIT_LOG ? undefined : withdrawn.get(id);
    if (since !== undefined) {
      say(`away   ${id}  withdrawn from the public since ${since}, as the server says`);
      continue;
    }
    try {
      const found = await headIfShown(ask, id);
      late.push(...found);
      if (found.length === 0) gone.push(id);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      unanswered.push(id);
    }
  }
  return { late, gone, unanswered };
};

/**
 * Looks once: takes the newest heads, and keeps each that goes on from the one that was kept. What does not is refused, and
 * the head that was kept stays, so that the same is refused again the next time.
 * @throws Unreachable; the state is then as it was.
 */
export const lookOnce = async (before: WitnessState, deps: LookDeps): Promise<Look> => {
  const { ask, now, say } = deps;
  const keys = await keysOf(before, deps);
  const listed = await offeredHeads(deps, before);
  const missing = (deps.only === undefined ? Object.keys(before.heads) : [deps.only]).filter(
    (id) => !listed.some(({ publicId }) => publicId === id),
  );
  const { late, gone, unanswered: silent } = await lookForMissing(deps, missing);
  const offered = [...listed, ...late];
  const heads = { ...before.heads };
  const refused: Refusal[] = gone.map((publicId) => ({
    at: now().toISOString(),
    publicId,
    code: 'gone' satisfies RefusalCode,
    kept: before.heads[publicId]?.checkpoint ?? '',
    offered: '',
  }));
  const unanswered = [...silent];
  for (const one of offered) {
    const { publicId, checkpoint } = one;
    // As of this look: a log may be shown twice in it.
    const seen = heads[publicId];
    const current = open(one, keys);
    const kept = seen && openCheckpoint(seen.checkpoint, keys);
    const judged = await judgeOffered(ask, publicId, current, kept);
    if (judged.code === null && typeof current !== 'string') {
      heads[publicId] = { size: current.size, checkpoint };
      if (seen?.size !== current.size)
        say(`grown  ${publicId}  ${seen?.size ?? 0} to ${current.size} records`);
      continue;
    }
    if (judged.code === 'unanswered') unanswered.push(publicId);
    if (judged.code === 'away' || judged.code === 'unanswered') continue;
    const code = judged.code ?? 'not-signed';
    const proof = judged.proof && { proof: [...judged.proof] };
    refused.push({
      at: now().toISOString(),
      publicId,
      code,
      kept: seen?.checkpoint ?? '',
      offered: checkpoint,
      ...proof,
    });
  }
  const refusals = [...before.refusals, ...refused].slice(-REFUSALS_MAX);
  return {
    state: { ...before, keys: keys.map(verifierKey), heads, refusals },
    refused,
    unanswered,
    followed: offered.length,
  };
};
