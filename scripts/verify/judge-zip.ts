import { hash } from 'node:crypto';
import type { NoteKey } from '../../models/contract/log/note.ts';
import { leftOutOf } from '../../models/contract/pack/left-out.ts';
import { PACK2_STEP_SAYS, stepState, stepsOf } from '../../models/contract/pack/says.ts';
import { storyOf } from '../../models/contract/pack/story.ts';
import {
  type Pack2Refused,
  type Pack2Result,
  type VerifiedPack2,
  verifyPackZip,
} from '../../models/contract/pack/verify.ts';
import { noticeOf } from '../../models/contract/pack/withheld.ts';
import {
  fill,
  type PackWord,
  packWords,
  throughWords,
  whyWithheld,
} from '../../models/contract/pack/words.ts';
import type { Judgement, Language } from './judge-pack.ts';

const MARKS = { failed: 'FAIL ', passed: 'ok   ', open: '-    ' } as const;

const stepLines = (result: Pack2Result, language: Language): string[] =>
  stepsOf(result).map((step) => `${MARKS[stepState(result, step)]} ${PACK2_STEP_SAYS[step][language]}`);

const keyLine = ({ keyPinned, fingerprint }: VerifiedPack2, language: Language): string =>
  keyPinned
    ? {
        zh: `公钥：已与指定公钥核对，指纹 ${fingerprint}`,
        en: `key: the one given, fingerprint ${fingerprint}`,
      }[language]
    : {
        zh: `公钥：未与外部公钥核对（--key），指纹 ${fingerprint}`,
        en: `key not pinned (--key), fingerprint ${fingerprint}`,
      }[language];

const stampLines = ({ stamps }: VerifiedPack2, language: Language): string[] => {
  const words = packWords[language];
  if (stamps.length === 0) return [words.unstamped];
  return stamps.map(({ authority, at, anchored }) => {
    const byItsWord = { zh: '（其根证书未经核对）', en: ' (by its own word: no root certificate was given)' }[
      language
    ];
    return `${fill(words.stamped, { authority, at })}${anchored ? '' : byItsWord}`;
  });
};

const wordIn =
  (language: Language) =>
  (name: PackWord, values: Readonly<Record<string, string | number>> = {}): string =>
    fill(packWords[language][name], values);

/** What the records say is withheld, why and since when. */
const withheldLines = ({ document, records }: VerifiedPack2, language: Language): string[] => {
  const word = wordIn(language);
  return storyOf(document, records).withheld.map((notice) => {
    const { leaf, of, from, until } = notice;
    const why = whyWithheld(word, notice);
    const what =
      from && until
        ? word('withheldMedia', { from: from.clock, until: until.clock, why })
        : word('withheldRecord', { leaf: of ?? leaf, why });
    return `${what} ${word('withheldBy', { leaf })}`;
  });
};

/** Whether nothing around what is shown was left out, and where that ends; of a pack of before, how much it does not list. */
const leftOutLines = ({ through, records }: VerifiedPack2, language: Language): string[] => {
  const word = wordIn(language);
  if (through !== null) {
    const { proves, provesNot } = throughWords(word, through);
    return [...proves, ...provesNot];
  }
  const left = leftOutOf(records);
  if (!left) return [];
  if (left.hidden > 0) return [word('provesNot:leftOut', { ...left })];
  const { from, until } = left;
  return [
    { zh: `记录第 ${from} 到第 ${until} 条全部列出`, en: `records ${from} to ${until} are all listed` }[
      language
    ],
  ];
};

const passedLines = (result: VerifiedPack2, language: Language): string[] => {
  const { id, code, records, checkpoint, files } = result;
  const counted = {
    zh: `证据包 ${id}（编号 ${code}）：${files.length} 个文件，${records.length} 条记录，检查点 ${checkpoint.origin} 共 ${checkpoint.size} 条`,
    en: `pack ${id} (code ${code}): ${files.length} files, ${records.length} records under the head of ${checkpoint.origin} at size ${checkpoint.size}`,
  };
  return [
    keyLine(result, language),
    ...stampLines(result, language),
    ...(result.page === 'unknown' ? [packWords[language].pageUnknown] : []),
    counted[language],
    ...leftOutLines(result, language),
    ...withheldLines(result, language),
    packWords[language].notice,
  ];
};

const placeOf = ({ leafIndex, field, file }: Pack2Refused): string => {
  const place = [file, leafIndex, field].filter((part) => part !== undefined).join('/');
  return place === '' ? '' : ` [${place}]`;
};

const jsonOf = (result: Pack2Result): unknown => {
  if (!result.ok) return { verifies: false, ...result, ok: undefined };
  const { id, code, keyPinned, fingerprint, checkpoint, stamps, files, document, records, through, page } =
    result;
  const { origin, size } = checkpoint;
  const { language, audience, subject, coverage } = document;
  return {
    verifies: true,
    id,
    code,
    keyPinned,
    fingerprint,
    origin,
    size,
    stamps,
    page,
    files,
    language,
    audience,
    subject,
    coverage,
    through,
    leftOut: through === null ? leftOutOf(records) : document.leftOut,
    withheld: records.flatMap(({ index, leaf }) => noticeOf(index, leaf) ?? []),
    records,
  };
};

/**
 * Verifies what was read out of a ZIP (`livewitness-pack/2`), and says so line by line in the language asked for.
 * @param pages hashes (SHA-256, hex) of the pages that this version makes
 */
export const judgeZip = (
  bytes: Uint8Array,
  language: Language,
  trusted: readonly NoteKey[] | undefined,
  pages: readonly string[] = [],
): Judgement => {
  const result = verifyPackZip(bytes, { trusted, pages, sha256: (one) => hash('sha256', one, 'buffer') });
  const steps = stepLines(result, language);
  const lines = result.ok
    ? [...steps, ...passedLines(result, language)]
    : [...steps, `${result.code}${placeOf(result)}: ${result.says[language]}`];
  return { verifies: result.ok, lines, json: jsonOf(result) };
};
