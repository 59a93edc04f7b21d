import type { Bilingual } from '../../models/contract/claim.ts';
import { parseVerifierKey } from '../../models/contract/log/note.ts';
import { PACK_NOTICE } from '../../models/contract/log/pack.ts';
import {
  PACK_STEPS,
  type PackResult,
  type PackStep,
  type VerifiedPack,
  verifyPack,
} from '../../models/contract/log/verify.ts';

/** What each step of the verification asks. */
const STEP_SAYS: Readonly<Record<PackStep, Bilingual>> = {
  shape: { zh: '文件完整，格式正确', en: 'the file is whole and of the right form' },
  key: {
    zh: '公钥可读，且在信任之列（如有指定）',
    en: 'the key can be read, and is trusted where keys were given',
  },
  signature: {
    zh: '检查点由该公钥签名，属于本场直播',
    en: 'the head is signed by that key and of this broadcast',
  },
  records: { zh: '每条记录可读，写法规范', en: 'every record can be read and is written canonically' },
  places: { zh: '每条记录都在签名的存证日志中', en: 'every record is in the signed log, at its place' },
  words: { zh: '所展示的内容与存证时一致', en: 'what is shown is what was logged' },
  quotes: { zh: '引用与原话一致', en: 'the quotes are in the words' },
};

export type Language = keyof Bilingual;

/** The outcome as it is printed, and as one JSON value. */
export interface Judgement {
  readonly verifies: boolean;
  readonly lines: readonly string[];
  readonly json: unknown;
}

const keyLine = (result: VerifiedPack, language: Language): string => {
  if (result.keyPinned)
    return {
      zh: `公钥：已与指定公钥核对，指纹 ${result.fingerprint}`,
      en: `key: the one given, fingerprint ${result.fingerprint}`,
    }[language];
  return {
    zh: `公钥：未与外部公钥核对（--key），指纹 ${result.fingerprint}`,
    en: `key: not pinned (--key), fingerprint ${result.fingerprint}`,
  }[language];
};

const stepLines = (result: PackResult, language: Language): string[] =>
  PACK_STEPS.map((step) => {
    const passed = result.ok || result.done.includes(step);
    const failed = !result.ok && result.step === step;
    return `${passed ? 'ok   ' : failed ? 'FAIL ' : '-    '} ${STEP_SAYS[step][language]}`;
  });

const where = ({ leafIndex, field }: { leafIndex?: number; field?: string }): string => {
  if (leafIndex === undefined) return '';
  return field === undefined ? ` [${leafIndex}]` : ` [${leafIndex}/${field}]`;
};

const linesOf = (result: PackResult, language: Language): string[] => {
  const steps = stepLines(result, language);
  if (!result.ok) return [...steps, `${result.code}${where(result)}: ${result.says[language]}`];
  const { checkpoint, records } = result;
  const counted = {
    zh: `${records.length} 条记录，检查点 ${checkpoint.origin}，共 ${checkpoint.size} 条`,
    en: `${records.length} records under the head of ${checkpoint.origin} at size ${checkpoint.size}`,
  };
  return [...steps, keyLine(result, language), counted[language], PACK_NOTICE[language]];
};

const jsonOf = (result: PackResult): unknown => {
  if (!result.ok) return { verifies: false, ...result, ok: undefined };
  const { origin, size } = result.checkpoint;
  const { keyPinned, fingerprint, records } = result;
  return { verifies: true, keyPinned, fingerprint, origin, size, records };
};

/** Reads a file of vkeys, one a line; blank lines and lines that begin with `#` are passed over. `null` when a line is no key. */
export const readKeys = (text: string) => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => parseVerifierKey(line.trim())).filter((key) => key !== null);
  return keys.length === lines.length && keys.length > 0 ? keys : null;
};

/** Verifies the text of a pack file, and says what was checked, each step on a line of its own. */
export const judgePack = (
  text: string,
  language: Language,
  trusted?: NonNullable<ReturnType<typeof readKeys>>,
): Judgement => {
  let file: unknown = null;
  try {
    file = JSON.parse(text);
  } catch {
    // Whatever is no JSON is refused below as no pack.
  }
  const result = verifyPack(file, trusted);
  return { verifies: result.ok, lines: linesOf(result, language), json: jsonOf(result) };
};
