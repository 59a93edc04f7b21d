import type { Bilingual } from '../claim.ts';
import type { LeafRefusal } from './leaf.ts';
import type { NoteRefusal } from './note.ts';

/** Why something does not verify. Each stands for one kind of damage, so that a reader can say what to ask for. */
export type VerifyRefusal =
  | NoteRefusal
  | LeafRefusal
  | 'key-not-trusted'
  | 'origin-other'
  | 'size-other'
  | 'first-leaf-other'
  | 'root-other'
  | 'closed-other'
  | 'proof-bad'
  | 'leaf-twice'
  | 'reveal-without-leaf'
  | 'reveal-without-commitment'
  | 'reveal-other'
  | 'reveal-twice'
  | 'quote-other'
  | 'pack-malformed';

/** What each refusal means, in plain words. */
export const VERIFY_SAYS: Readonly<Record<VerifyRefusal, Bilingual>> = {
  'note-malformed': {
    zh: '检查点不是完整的签名文本，可能被截断或改动。',
    en: 'The checkpoint is not a whole signed note; it may have been cut or changed.',
  },
  'note-unknown-key': {
    zh: '检查点不是由所信任的公钥签名的。',
    en: 'The checkpoint is not signed by a key that is trusted here.',
  },
  'note-ambiguous-key': {
    zh: '有两把公钥的名称和编号相同，无法判断是哪一把签名。',
    en: 'Two keys share one name and number, so it cannot be told which of them signed.',
  },
  'note-bad-signature': {
    zh: '签名与检查点内容不符：检查点在签名之后被改动。',
    en: 'The signature does not fit the checkpoint: it was changed after it was signed.',
  },
  'checkpoint-malformed': {
    zh: '签名的内容不是检查点。',
    en: 'What was signed is not a checkpoint.',
  },
  'leaf-not-canonical': {
    zh: '有一条记录的写法不是规范写法，无法与存证时的内容逐字对应。',
    en: 'A record is not written in the one canonical way, so it cannot be what was logged.',
  },
  'leaf-unreadable': {
    zh: '有一条记录无法识别，或缺少必要的内容。',
    en: 'A record cannot be read, or lacks what its kind must have.',
  },
  'key-not-trusted': {
    zh: '证据包所附的公钥不是您指定的公钥。',
    en: 'The key in the pack is not one of the keys you trust.',
  },
  'origin-other': {
    zh: '检查点属于另一场直播。',
    en: 'The checkpoint belongs to another broadcast.',
  },
  'size-other': {
    zh: '记录的条数与检查点不符：有记录缺失或多出。',
    en: 'The number of records is not that of the checkpoint: some are missing or were added.',
  },
  'first-leaf-other': {
    zh: '第一条记录不是本场直播的登记，或登记出现在别处。',
    en: 'The first record is not the registration of this broadcast, or a registration stands elsewhere.',
  },
  'root-other': {
    zh: '全部记录与签名的检查点不符：至少有一条被改动、调换或替换。',
    en: 'The records do not give the signed checkpoint: at least one was changed, moved or replaced.',
  },
  'closed-other': {
    zh: '有一条记录不公开，而日志没有写明它可以不公开，或把人人可读的记录写成了不公开。',
    en: 'A record is kept from the reader and the log does not say that it is a closed one, or calls closed what anyone may read.',
  },
  'proof-bad': {
    zh: '有一条记录不在签名的检查点之内：记录、位置或证明被改动。',
    en: 'A record is not part of the signed checkpoint: it, its place or its proof was changed.',
  },
  'leaf-twice': {
    zh: '证据包里同一条记录出现了两次。',
    en: 'The pack holds one record twice.',
  },
  'reveal-without-leaf': {
    zh: '所展示的内容没有对应的记录。',
    en: 'Something is shown for a record that the pack does not hold.',
  },
  'reveal-without-commitment': {
    zh: '所展示的内容在记录里没有对应的承诺值。',
    en: 'Something is shown that its record does not commit to.',
  },
  'reveal-other': {
    zh: '所展示的内容不是存证时的内容：文字或随机盐被改动。',
    en: 'What is shown is not what was logged: the words or their salt were changed.',
  },
  'reveal-twice': {
    zh: '同一内容被展示了两次。',
    en: 'One thing is shown twice.',
  },
  'quote-other': {
    zh: '引用的话与该发言在所标位置上的原文不符。',
    en: 'The quote is not what the utterance says at the marked place.',
  },
  'pack-malformed': {
    zh: '这不是本系统的证据包，或文件不完整。',
    en: 'This is not an evidence pack of this system, or the file is not whole.',
  },
};
