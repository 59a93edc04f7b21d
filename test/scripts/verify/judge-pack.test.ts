import { beforeAll, describe, expect, it } from 'vitest';
import { verifierKey } from '../../../models/contract/log/note.ts';
import { judgePack, readKeys } from '../../../scripts/verify/judge-pack.ts';
import { loggedSample, otherSigner, packOf, signer } from '../../models/contract/log/sample-log.ts';

let text = '';
beforeAll(async () => {
  text = JSON.stringify(packOf(await loggedSample(), [0, 2, 3]));
});

describe('judging a pack', () => {
  it('says ok at each step, that no key was pinned, and what a pack is not', () => {
    const { verifies, lines } = judgePack(text, 'en');
    expect(verifies).toBe(true);
    expect(lines.slice(0, 7).every((line) => line.startsWith('ok'))).toBe(true);
    expect(lines[7]).toMatch(/^key: not pinned \(--key\), fingerprint ([0-9a-f]{4} ?){16}$/);
    expect(lines.at(-1)).toContain("not a notary's certificate");
  });

  it('says in Chinese that it is no certificate', () => {
    expect(judgePack(text, 'zh').lines.at(-1)).toContain('可核验记录，非公证');
  });

  it('names the step that fails, the record and the field', () => {
    const { verifies, lines, json } = judgePack(text.replace('"全网最低价"', '"全网较低价"'), 'en');
    expect(verifies).toBe(false);
    expect(lines.map((line) => line.slice(0, 4).trim()).slice(0, 7)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'FAIL',
      '-',
    ]);
    expect(lines[7]).toMatch(/^reveal-other \[3\/quote\]: /);
    expect(json).toMatchObject({ verifies: false, code: 'reveal-other', leafIndex: 3, field: 'quote' });
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"format":'],
    ['a number', '7'],
  ])('refuses %s', (_, file) => {
    expect(judgePack(file, 'en')).toMatchObject({ verifies: false, json: { code: 'pack-malformed' } });
  });

  it('holds the pack to the keys that were given', () => {
    const mine = readKeys(`# from the platform\n\n${verifierKey(signer)}\r\n`);
    const others = readKeys(verifierKey(otherSigner));
    if (!mine || !others) return expect.unreachable();
    expect(judgePack(text, 'en', mine).lines[7]).toMatch(/^key: the one given/);
    expect(judgePack(text, 'en', others)).toMatchObject({
      verifies: false,
      json: { code: 'key-not-trusted' },
    });
    expect(readKeys('not a key')).toBeNull();
    expect(readKeys('# only words\n')).toBeNull();
  });
});
