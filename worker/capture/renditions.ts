import { createHash } from 'node:crypto';
import type { Attributes } from './playlist-lines.ts';

export interface Rendition {
  /** Short name that stays the same while addresses (with tokens in them) change: part of every utterance's id. */
  readonly key: string;
  readonly url: string;
}

/** Codes of ISO 639-2 and 639-3 for Chinese that browsers' tables do not fold into `zh`. */
const CHINESE: ReadonlySet<string> = new Set(['zh', 'chi', 'zho', 'cmn', 'yue', 'wuu', 'nan', 'hak']);

const localeOf = (tag: string): { readonly language: string; readonly script: string | undefined } | null => {
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
    return { language: CHINESE.has(language) ? 'zh' : language, script };
  } catch {
    return null;
  }
};

/** How well a track suits a broadcast's language: 3 in the same script, 2 the language, 1 says none, 0 another one. */
const fitOf = (track: Attributes, wanted: ReturnType<typeof localeOf>): number => {
  const tag = track.get('LANGUAGE') ?? '';
  const own = tag === '' || tag === 'und' ? null : localeOf(tag);
  if (!own || !wanted) return 1;
  if (own.language !== wanted.language) return 0;
  return own.script === wanted.script ? 3 : 2;
};

/**
 * The subtitle track to listen to: of the broadcast's language before others, whole before forced ones (which hold
 * only what is in a foreign tongue), the default before others, and then the first.
 *
 * @param language BCP 47, of the broadcast.
 */
export const chosenTrack = (tracks: readonly Attributes[], language: string): Attributes | undefined => {
  const wanted = localeOf(language);
  const rank = (track: Attributes): number =>
    (track.get('FORCED') === 'YES' ? 0 : 100) +
    fitOf(track, wanted) * 10 +
    (track.get('DEFAULT') === 'YES' ? 1 : 0);
  return tracks.reduce<Attributes | undefined>(
    (best, track) => (best && rank(best) >= rank(track) ? best : track),
    undefined,
  );
};

/** What stays of a track while its address changes. */
export const keyOf = (track: Attributes): string => {
  const name = ['GROUP-ID', 'LANGUAGE', 'NAME'].map((attribute) => track.get(attribute) ?? '').join('\n');
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
};
