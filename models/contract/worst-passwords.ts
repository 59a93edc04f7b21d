/** What is tried first, of ten characters and more: lists of leaked passwords agree on these. In small letters. */
const WORST: ReadonlySet<string> = new Set(
  `1234567890 0123456789 12345678910 123456789a 1234567890a 123456789q 0987654321 9876543210 1029384756 1234512345
1231231231 123123123123 1122334455 112233445566 1111111111 0000000000 1357924680 147258369a 147852369a 741852963a
1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5 zaq12wsxcde3 qazwsxedcrfv qwertyuiop qwertyuiop123 qwerty12345 qwerty123456
asdfghjkl1 asdfghjkl123 zxcvbnm123 zxcvbnm1234 poiuytrewq password12 password123 password1234 passw0rd123 p@ssw0rd123
password01 passwordpassword adminadmin admin12345 admin123456 administrator iloveyou12 iloveyou123 iloveyou1314 welcome123
letmein123 letmein1234 abc123456789 abcd123456 abcd1234567 abcdefghij abcdefg123 a123456789 a1234567890 aa123456789
aaa123456789 aaaa123456 as123456789 qq123456789 qq1234567890 wang123456 wang123456789 zhang123456 zhang123456789
li123456789 liu123456789 chen123456 woaini1314 woaini520 woaini5201314 woaini1314520 5201314520 1314520520 5201314123
1314521521 520520520520 7758521521 woaiwojia123 aini1314520 wodemima123 mima123456 123456abcd 123456qwer 123456asdf
12345qwert 123qweasdzxc qweasdzxc123 1234qwerasdf qwer1234asdf football123 baseball123 superman123 dragon12345
monkey12345 sunshine123 princess123 computer123 internet123 michael123 jordan23456 starwars123 livewitness livewitness1
livewitness123 zhibojianzheng xiaofeizhe 12315123151 1231512315`
    .split(/\s+/)
    .filter(Boolean),
);

/** One step up or down from each character to the next: 2345678901 is none, 3456789012 nearly. */
const isRun = (codes: readonly number[]): boolean => {
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
};

/** Whether a password is among those that are tried first: on the list, a run, or one or two characters over and over. */
export const isWorstPassword = (password: string): boolean => {
  const plain = password.normalize('NFKC').trim().toLowerCase();
  const characters = [...plain];
  return (
    WORST.has(plain) ||
    new Set(characters).size <= 2 ||
    isRun(characters.map((character) => character.codePointAt(0) ?? 0))
  );
};
