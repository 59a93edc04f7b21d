import { expect, test } from 'vitest';
import { cueParts } from '../../../worker/capture/markup.ts';

const table: readonly (readonly [string, string, ReturnType<typeof cueParts>])[] = [
  ['plain words', '今天这瓶', [{ text: '今天这瓶' }]],
  ['a voice', '<v 小满>你好</v>', [{ voice: '小满', text: '你好' }]],
  ['a voice to the end of the cue', '<v 小满>你好', [{ voice: '小满', text: '你好' }]],
  ['a voice with classes', '<v.loud.first Ann Lee>hello</v>', [{ voice: 'Ann Lee', text: 'hello' }]],
  [
    'two voices',
    '<v A>one</v>\n<v B>two</v>',
    [
      { voice: 'A', text: 'one' },
      { voice: 'B', text: 'two' },
    ],
  ],
  ['italics, bold, classes, languages', '<i>a</i><b>b</b><c.red>c</c><lang en>d</lang>', [{ text: 'abcd' }]],
  ['time stamps', 'one <00:00:02.000>two <01:00:02.000>three', [{ text: 'one two three' }]],
  ['ruby readings', '<ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby>好', [{ text: '漢字好' }]],
  ['references', '&lt;b&gt; &amp; &quot;x&quot; a&nbsp;b &#65;&#x4e2d;', [{ text: '<b> & "x" a b A中' }]],
  ['an unknown reference', '&hearts; &unknown; &', [{ text: '&hearts; &unknown; &' }]],
  ['a reference to no character', '&#1114112;&#55296;', [{ text: '\ufffd\ufffd' }]],
  ['a script, as text', '<script>alert(1)</script>', [{ text: '<script>alert(1)</script>' }]],
  ['less-than signs', '3 < 5 and 7 > 2', [{ text: '3 < 5 and 7 > 2' }]],
  ['lines', ' one \n\n two ', [{ text: 'one\ntwo' }]],
  ['control characters', 'a\u0000b\u0007c', [{ text: 'a b c' }]],
  ['lone surrogates', `a\ud83db`, [{ text: 'a\ufffdb' }]],
  ['nothing but markup', '<v 小满><i> </i></v>', []],
];

/** Every one of them made a matcher that tries all ways through stand still for hours. */
const hostile: readonly (readonly [string, string])[] = [
  ['tags that never close', '<v '.repeat(300_000)],
  ['tags with classes that never close', '<v.a'.repeat(300_000)],
  ['a tag of blanks', `<v${' '.repeat(1_000_000)}x`],
  ['a tag of blanks that closes', `<v${' '.repeat(1_000_000)}>x`],
  ['brackets before one end', `${'<'.repeat(1_000_000)}>`],
  ['time stamps that are none', '<1:'.repeat(300_000)],
  ['references', '&#'.repeat(500_000)],
  ['lines', 'a\n'.repeat(500_000)],
];
test.each(hostile)('hostile: %s', (_, raw) => {
  const parts = cueParts(raw);
  expect(parts.every(({ voice = '' }) => voice.length <= 200)).toBe(true);
});

test.each(table)('%s', (_, raw, parts) => {
  expect(cueParts(raw)).toEqual(parts);
});
