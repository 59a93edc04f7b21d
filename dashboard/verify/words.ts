import { fill } from '../../models/contract/pack/words.ts';

const WORDS = {
  title: ['核验证据包', 'Check an evidence pack'],
  intro: [
    '把证据包（ZIP），或包里的一个文件（PDF、片段、图片）放到这里。文件不会上传，核验在您的设备上进行，不需要登录。',
    'Put an evidence pack (ZIP) here, or one file out of it (PDF, clip, picture). Nothing is uploaded: the check runs on your device, and nobody needs to log in.',
  ],
  choose: ['选择文件', 'Choose a file'],
  drop: ['或把文件拖到这里', 'or drop it here'],
  code: ['报告上的编号', 'Code on the report'],
  lookUp: ['查询', 'Look up'],
  codeBad: [
    '编号是 12 个字母和数字，例如 4HQB-X0AK-PQZK。',
    'A code has 12 letters and figures, such as 4HQB-X0AK-PQZK.',
  ],
  codeNone: ['没有这个编号的证据包。', 'There is no evidence pack of this code.'],
  codeWithheld: [
    '这个证据包里有内容此后已删除或隐去，不再提供。',
    'Something in this pack was erased or withheld since; it is no longer given out.',
  ],
  codeAway: ['暂时查不到，请稍后再试。', 'It cannot be looked up at the moment; try again later.'],
  codeFound: [
    '有这个编号的证据包，{at} 制成。整个 ZIP 的 SHA-256 是 {sha256}。现在放入您手里的文件，看它是否就是其中之一。',
    'There is a pack of this code, made at {at}. The SHA-256 of its ZIP is {sha256}. Now put in the file you hold, to see whether it is part of it.',
  ],
  codeUnsigned: [
    '服务器给出的文件清单签名无效。',
    'The list of files that the server gave is not signed by its key.',
  ],
  partYes: [
    '这个文件就是证据包里的 {name}，一个字节也没有变。',
    'This file is {name} of the pack, not one byte changed.',
  ],
  partNo: [
    '这个文件不在编号 {code} 的证据包里，或已被改动。',
    'This file is not part of the pack of code {code}, or it was changed.',
  ],
  partNeedsCode: [
    '这不是整个证据包。若要核验单个文件，请先输入报告上的编号。',
    'This is not a whole pack. To check a single file, first type the code on the report.',
  ],
  jsonPack: ['这是旧版证据包（JSON）。', 'This is a pack of the first form (JSON).'],
  jsonGood: ['核验通过：{n} 条记录与存证时一致。', 'It verifies: {n} records are as they were recorded.'],
  pinned: ['公钥与本服务器公布的一致', 'The key is one that this server publishes'],
  cheat: ['试着骗过它', 'Try to cheat it'],
  cheatIntro: [
    '这里有一个样例证据包。改掉其中任何一个字节，看核验停在哪一步。也可以先放入您自己的证据包。',
    'Here is a sample pack. Change any one byte of it and see at which step the check stops. You may put in a pack of your own first.',
  ],
  cheatFile: ['要改的文件', 'File to change'],
  cheatPlace: ['第几个字节（0 至 {last}）', 'Which byte (0 to {last})'],
  cheatValue: ['改成（0 至 255）', 'Change it to (0 to 255)'],
  cheatRandom: ['随便换一处', 'Somewhere else'],
  cheatRepair: [
    '像行家那样，把压缩包的校验码也改对',
    'Like an expert, repair the checksum of the ZIP as well',
  ],
  cheatGo: ['改掉再核验', 'Change it and check'],
  cheatUndo: ['恢复原样', 'Put it back'],
  cheatNow: ['现在是 {value}（{letter}）', 'it is {value} now ({letter})'],
  cheatText: ['附近的内容', 'What stands there'],
  cheatWord: ['或者：把说的话改一个字', 'Or: change one word of what was said'],
  cheatTime: ['把时间改早一分钟', 'Make it a minute earlier'],
  cheatSwap: ['对调两条记录', 'Swap two records'],
  cheatDrop: ['抽掉一条记录', 'Take one record out'],
  cheatSign: ['用另一把钥匙重新签名', 'Sign it all again with another key'],
  cheatSame: ['没有改动：还是原来的值。', 'Nothing was changed: it is the value that was there.'],
  cheatYours: ['现在改的是您放入的证据包。', 'You are changing the pack that you put in.'],
  keyNote: [
    '用另一把钥匙重新签名的包自己说得通，所以要比对公钥指纹：这里拿它与样例的公钥比对。',
    'A pack signed anew with another key agrees with itself, which is why the fingerprint of the key has to be compared: here it is compared with the sample’s own key.',
  ],
  another: ['核验另一个', 'Check another'],
  tooLarge: ['文件太大，不会是证据包。', 'The file is too large to be a pack.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type VerifyWord = keyof typeof WORDS;
export type VerifyWords = (name: VerifyWord, values?: Readonly<Record<string, string | number>>) => string;

/** Words of `/verify` in one language; `turn` puts Chinese into another script. */
export const verifyWords =
  (english: boolean, turn: (text: string) => string): VerifyWords =>
  (name, values = {}) =>
    fill(english ? WORDS[name][1] : turn(WORDS[name][0]), values);
