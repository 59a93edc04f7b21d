import { type NoteKey, type NoteSigner, openNote, parseVerifierKey, signNote, verifierKey } from './note.ts';

/** First line of the note by which a key says which one signs after it. */
const SUCCESSION = 'livewitness-log-key-successor/1';

/** One key as `GET /api/log/keys` tells of it. */
export interface LogKeyView {
  /** C2SP vkey. */
  readonly key: string;
  /** SHA-256 of type and key, in groups of four. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly firstUsedAt: string;
  /** Signed by the key before it; see {@link openSuccession}. */
  readonly endorsement?: string;
}

/** Answer of `GET /api/log/keys`: every key that ever signed, the newest first. */
export interface LogKeysReply {
  readonly keys: readonly LogKeyView[];
}

/** The note by which `before` says that `next` signs after it: whoever trusts the one needs to be told nothing of the other. */
export const signSuccession = (next: NoteKey, before: NoteSigner, at: Date): Promise<string> =>
  signNote(`${SUCCESSION}\n${verifierKey(next)}\n${at.toISOString()}\n`, before);

/** The key that a note of this kind names, if one of the trusted keys signed it; else `null`. */
export const openSuccession = (note: string, trusted: readonly NoteKey[]): NoteKey | null => {
  const opened = openNote(note, trusted);
  if (!opened.ok) return null;
  const [kind, key = ''] = opened.text.split('\n');
  return kind === SUCCESSION ? parseVerifierKey(key) : null;
};

/** The trusted keys, and those that follow on them by endorsement, however many times over. */
export const trustedOnwards = (
  trusted: readonly NoteKey[],
  told: readonly Pick<LogKeyView, 'key' | 'endorsement'>[],
): NoteKey[] => {
  const known = new Map(trusted.map((key) => [verifierKey(key), key]));
  for (let before = -1; before < known.size; ) {
    before = known.size;
    for (const { key, endorsement } of told) {
      const next = endorsement === undefined ? null : openSuccession(endorsement, [...known.values()]);
      if (next !== null && verifierKey(next) === key) known.set(key, next);
    }
  }
  return [...known.values()];
};
