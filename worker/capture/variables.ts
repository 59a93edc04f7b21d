import { attributesOf, LINE_CHARS_MAX } from './playlist-lines.ts';
import { CaptureProblem } from './problem.ts';

/** Variables of one playlist; packagers write two or three. */
const VARIABLES_MAX = 100;
const REFERENCE = /\{\$([A-Za-z0-9_-]{1,200})\}/g;

const undefinedVariable = () =>
  new CaptureProblem('bad-playlist', 'the playlist uses a variable that nothing defines');

/** The variables of a playlist (EXT-X-DEFINE; draft-pantos-hls-rfc8216bis, 4.3). */
export interface Variables {
  /** Takes one EXT-X-DEFINE tag. @throws CaptureProblem */
  readonly define: (line: string) => void;
  /** The line with its `{$name}` filled in. @throws CaptureProblem where one is not defined, or the line grows too long. */
  readonly filled: (line: string) => string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * @param url the playlist's own address: variables may be taken from its query.
 * @param imported the variables of the multivariant playlist that led here.
 */
export const variablesOf = (url: string, imported: ReadonlyMap<string, string>): Variables => {
  const values = new Map<string, string>();
  const valueFrom = (line: string): readonly [string, string] => {
    const attributes = attributesOf(line);
    const name = attributes.get('NAME');
    // A value is taken as it stands: filled in, each could hold the one before it twice over.
    if (name !== undefined) return [name, attributes.get('VALUE') ?? ''];
    const query = attributes.get('QUERYPARAM');
    const taken =
      query !== undefined
        ? new URL(url).searchParams.get(query)
        : imported.get(attributes.get('IMPORT') ?? '');
    if (taken === null || taken === undefined) throw undefinedVariable();
    return [query ?? attributes.get('IMPORT') ?? '', taken];
  };
  return {
    values,
    define: (line) => {
      const [name, value] = valueFrom(line);
      values.set(name, value);
      if (values.size > VARIABLES_MAX) {
        throw new CaptureProblem('too-large', `the playlist has more than ${VARIABLES_MAX} variables`);
      }
    },
    filled: (line) => {
      if (values.size === 0 && imported.size === 0) return line;
      let chars = line.length;
      return line.replace(REFERENCE, (_, name: string) => {
        const value = values.get(name);
        if (value === undefined) throw undefinedVariable();
        chars += value.length;
        if (chars > LINE_CHARS_MAX) {
          throw new CaptureProblem(
            'too-large',
            `a line of the playlist is longer than ${LINE_CHARS_MAX} characters`,
          );
        }
        return value;
      });
    },
  };
};
