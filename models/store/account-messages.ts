import { CODE_MS, type MessageKind } from '../contract/account.ts';

const MINUTES = CODE_MS / 60_000;

type Say = (code: string) => string;
type Told = Readonly<Record<MessageKind, Say>>;

const zhHans: Told = {
  confirm: (code) => `【直播见证】注册验证码 ${code}，${MINUTES} 分钟内有效。不是您本人操作，不用理会。`,
  known: () =>
    '【直播见证】有人用这个地址注册。它已有账户，可直接登录；忘了密码可以重设。不是您本人操作，不用理会。',
  reset: (code) =>
    `【直播见证】重设密码的验证码 ${code}，${MINUTES} 分钟内有效。不是您本人操作，不用理会，密码不会变。`,
  address: (code) =>
    `【直播见证】更换账户地址的验证码 ${code}，${MINUTES} 分钟内有效。不是您本人操作，不用理会。`,
};

const zhHant: Told = {
  confirm: (code) => `【直播見證】註冊驗證碼 ${code}，${MINUTES} 分鐘內有效。不是您本人操作，不用理會。`,
  known: () =>
    '【直播見證】有人用這個地址註冊。它已有帳戶，可直接登入；忘了密碼可以重設。不是您本人操作，不用理會。',
  reset: (code) =>
    `【直播見證】重設密碼的驗證碼 ${code}，${MINUTES} 分鐘內有效。不是您本人操作，不用理會，密碼不會變。`,
  address: (code) =>
    `【直播見證】更換帳戶地址的驗證碼 ${code}，${MINUTES} 分鐘內有效。不是您本人操作，不用理會。`,
};

const en: Told = {
  confirm: (code) =>
    `LiveWitness: your sign-up code is ${code}, valid for ${MINUTES} minutes. Not you? Ignore this.`,
  known: () =>
    'LiveWitness: somebody signed up with this address. It has an account already: log in, or reset the password. Not you? Ignore this.',
  reset: (code) =>
    `LiveWitness: your code for a new password is ${code}, valid for ${MINUTES} minutes. Not you? Ignore this; nothing changes.`,
  address: (code) =>
    `LiveWitness: your code for the change of address is ${code}, valid for ${MINUTES} minutes. Not you? Ignore this.`,
};

const TOLD: Readonly<Record<string, Told>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** The words of a message. */
export const messageText = (kind: MessageKind, language: string, code = ''): string =>
  (TOLD[language] ?? zhHans)[kind](code);
