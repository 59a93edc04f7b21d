import type { AccountWords } from './zh-Hans.ts';

const s = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** Words of accounts, in English. */
export const accountEn: AccountWords = {
  open: {
    login: 'Log in',
    signUp: 'Sign up',
    search: 'Public broadcasts',
    reset: 'Forgot the password?',
    home: 'Home',
  },
  signUp: {
    title: 'Make an account',
    why: 'With an account your marks and packs are in one list, also on another phone. To read public broadcasts you need none.',
    address: 'E-mail or phone number',
    addressBad: 'Give an e-mail address, or a phone number with its country code, such as +886.',
    password: 'Password',
    passwordHint: 'At least 10 characters, any characters; a sentence is fine.',
    short: (n) => `${s(n, 'character')} to go`,
    passwordBad: 'The password will not do yet; see the line below it.',
    worst: 'This password is among those that are tried first. Take another.',
    submit: 'Send the code',
    busy: 'Working…',
    have: 'You have an account? Log in',
  },
  code: {
    title: 'Type the code',
    sent: (to) => `A message was sent to ${to}, with a code of 6 digits that lasts 10 minutes.`,
    silent:
      'If the address has an account already (or has none to reset), the message holds no code. This page does not tell which.',
    outbox:
      'Note: no mail or text provider is connected here. Nothing was really sent; the message stays in the outbox of this installation, for its admins.',
    label: 'Code of 6 digits',
    newPassword: 'New password',
    submit: 'Done',
    again: 'Send again',
    againIn: (seconds) => `Send again in ${seconds} s`,
    sentAgain: 'Another one was sent; the code before counts no more.',
    wrong: 'This is not the code. Look at the newest message.',
    over: 'This code is over: expired, used, or tried too often. Ask for a new one.',
    restart: 'Start over',
  },
  reset: {
    title: 'Set a new password',
    why: 'A code is sent to the account’s e-mail address or phone number; with it you set a new password.',
    submit: 'Send the code',
  },
  account: {
    title: 'My account',
    address: 'Login',
    operator: 'This login was made by an admin.',
    demo: 'Logins of the demo can be neither changed nor closed.',
    since: (time) => `since ${time}`,
    changePassword: 'Change the password',
    present: 'Present password',
    next: 'New password',
    save: 'Save',
    saved: 'The password is changed. Other devices are logged out.',
    wrongPassword: 'The present password does not fit.',
    changeAddress: 'Change e-mail or phone number',
    newAddress: 'New e-mail or phone number',
    addressSaved: 'Changed. From now on log in with the new one.',
    close: 'Close the account',
    closeText:
      'Erased for good: your address, password and login; what you wrote to your marks, and when you bought; the files that you brought, and packs that hold them; the order and your words in requests. Requests that wait are withdrawn.',
    closeStays:
      'Stays: the moments that you marked, which then belong to nobody; and what the system itself recorded of broadcasts, with what must be kept on hold. A mark with a recovery code still opens by the code, with its words and files; to lose those too, take it back first, in “My marks”.',
    closeConfirm: 'Close it',
    closed: 'The account is closed.',
    cancel: 'Cancel',
    failed: (message) => `That did not work: ${message}`,
    tooMany: (seconds) => `Too many tries; wait ${seconds} s.`,
    network: 'The server was not reached; check the network.',
  },
  outbox: {
    title: 'Outbox',
    none: 'No mail or text provider is connected: none of these messages was really sent; they stay here.',
    webhook:
      'Messages are handed to the provider in the settings; after that neither words nor addresses stay here.',
    empty: 'No messages yet. They come here when somebody signs up or resets a password.',
    kind: {
      confirm: 'sign-up code',
      known: 'told: has an account',
      reset: 'new password',
      address: 'change of address',
    },
    state: {
      waiting: 'waiting',
      kept: 'not sent, kept here',
      sent: 'handed on',
      failed: 'given up',
      nothing: 'no account, nothing to send',
    },
    tries: (n) => (n === 1 ? 'tried once' : `tried ${n} times`),
    renew: 'Renew',
    demoText: 'The demo shows the words; otherwise they are not shown.',
  },
};
