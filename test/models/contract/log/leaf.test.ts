import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commit, verifyCommitment } from '../../../../models/contract/log/commitment.ts';
import { commitmentAt, decodeLeaf, encodeLeaf, type Leaf } from '../../../../models/contract/log/leaf.ts';
import { sampleLog } from './sample-log.ts';

const { leaves } = sampleLog();
const first = (kind: string): Leaf => {
  const leaf = leaves.find((one) => one.kind === kind);
  if (leaf === undefined) throw new Error(`no ${kind} in the sample`);
  return leaf;
};

describe('leaves', () => {
  it.each(leaves.map((leaf) => [leaf.kind, leaf] as const))(
    '%s is read back as it was written',
    (_, leaf) => {
      const { text, bytes } = encodeLeaf(leaf);
      expect(new TextDecoder().decode(bytes)).toBe(text);
      expect(decodeLeaf(text)).toEqual({ ok: true, leaf });
    },
  );

  const base = { v: 1 as const, atMs: 1, receivedAt: '2026-11-20T12:00:00.000Z', entry: '1-0' };
  const sealed = { c: 'a'.repeat(64), n: 3 };
  const others: Leaf[] = [
    { ...base, kind: 'duty', dutyId: 'price', productId: 'p1', state: 'missing', dueMs: 9, of: [3] },
    { ...base, kind: 'media', sequence: 1, fromMs: 0, untilMs: 4_000, sha256: sealed.c, bytes: 9 },
    { ...base, kind: 'correction', what: 'room', of: [2], by: 7 },
    { ...base, kind: 'marker', markerId: 'm1', note: sealed },
    { ...base, kind: 'withholding', of: 2, fields: ['text'], reason: 'request' },
    { ...base, kind: 'visibility', public: true, by: 'u1', reason: sealed },
    { ...base, kind: 'audience', viewers: 3 },
    { ...base, kind: 'moderation', action: 'deleted', utteranceId: 'c9' },
    { ...base, kind: 'segment', action: 'start', segment: 'pk' },
    { ...base, kind: 'broadcast', action: 'changed', language: 'en' },
  ];
  it.each(others.map((leaf) => [leaf.kind, leaf] as const))('%s too', (_, leaf) => {
    expect(decodeLeaf(encodeLeaf(leaf).text)).toEqual({ ok: true, leaf });
  });

  const text = encodeLeaf(first('gap')).text;
  it.each([
    ['white space', text.replace(':', ': '), 'leaf-not-canonical'],
    ['another order', `{"v":1,${text.slice(1, -7)}}`, 'leaf-not-canonical'],
    ['a member twice', text.replace('"fromMs"', '"fromMs":1,"fromMs"'), 'leaf-not-canonical'],
    ['an escape for nothing', text.replace('gap', '\\u0067ap'), 'leaf-not-canonical'],
    ['a number written long', text.replace('20000', '2e4'), 'leaf-not-canonical'],
    ['an unknown member', text.replace('"v":1', '"v":1,"w":2'), 'leaf-unreadable'],
    ['a missing member', text.replace(',"untilMs":60000', ''), 'leaf-unreadable'],
    ['an unknown kind', text.replace('"gap"', '"gape"'), 'leaf-unreadable'],
    ['another version', text.replace('"v":1', '"v":2'), 'leaf-unreadable'],
    ['a time without milliseconds', text.replace('.000Z', 'Z'), 'leaf-unreadable'],
    ['half a millisecond', text.replace('"atMs":60000', '"atMs":60000.5'), 'leaf-unreadable'],
    ['no JSON', text.slice(0, -1), 'leaf-unreadable'],
    ['a lone surrogate', text.replace('gap', '\\ud800'), 'leaf-unreadable'],
    ['no object', '[]', 'leaf-unreadable'],
    ['null', 'null', 'leaf-unreadable'],
    ['too much', `"${'x'.repeat(1_100_000)}"`, 'leaf-unreadable'],
    ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'leaf-unreadable'],
  ])('refuses %s', (_, leafText, code) => {
    expect(decodeLeaf(leafText)).toMatchObject({ ok: false, code });
  });
});

describe('commitments', () => {
  const salt = Uint8Array.from({ length: 16 }, (_, i) => i);
  const saltHex = Buffer.from(salt).toString('hex');

  it('is SHA-256 over 0x02, salt and UTF-8, with the length in UTF-16 units', () => {
    const c = createHash('sha256')
      .update(Buffer.from([2]))
      .update(salt)
      .update('好😀')
      .digest('hex');
    expect(commit('好😀', salt)).toEqual({ c, n: 3 });
  });

  it('fits its own value and salt alone', () => {
    const made = commit('最便宜', salt);
    expect(verifyCommitment(made, '最便宜', saltHex)).toBe(true);
    expect(verifyCommitment(made, '最便宜 ', saltHex)).toBe(false);
    expect(verifyCommitment(made, '最便宜', saltHex.replace('0f', '0e'))).toBe(false);
    expect(verifyCommitment(made, '最便宜', saltHex.slice(2))).toBe(false);
    expect(verifyCommitment({ ...made, n: 4 }, '最便宜', saltHex)).toBe(false);
    expect(verifyCommitment(commit('\ufffd', salt), '\ud800', saltHex)).toBe(false);
    expect(() => commit('x', salt.slice(1))).toThrow(RangeError);
  });

  it.each([
    ['broadcast', 'title', true],
    ['broadcast', 'presenters/0/name', true],
    ['broadcast', 'presenters/1/name', false],
    ['broadcast', 'presenters/length', false],
    ['broadcast', 'platform', false],
    ['utterance', 'text', true],
    ['utterance', 'text/c', false],
    ['utterance', '__proto__', false],
    ['utterance', '', false],
  ])('of a %s at %s: %s', (kind, field, found) => {
    expect(commitmentAt(first(kind), field) !== null).toBe(found);
  });
});
