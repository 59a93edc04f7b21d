import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../models/contract/log/bytes.ts';
import { type TimestampOptions, verifyTimestamp } from '../../models/contract/log/timestamp.ts';
import {
  nonceNumber,
  readTimestampReply,
  timestampRequest,
} from '../../models/contract/log/timestamp-request.ts';
import { type Issued, type KeyKind, type Openssl, openOpenssl } from './openssl-authority.ts';

/** Tokens here are made by `openssl ts`; those that no honest authority would make, by `openssl cms`. */
const note = utf8(
  'livewitness/AAAAAAAAAAAAAAAAAAAAAA\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a b\n',
);
let openssl: Openssl;
let root: Issued;
let signer: Issued;

beforeAll(() => {
  openssl = openOpenssl();
  root = openssl.issue({ name: 'Lantern Root' });
  signer = openssl.issue({ name: 'Lantern Time', by: root });
});
afterAll(() => openssl.remove());

const tokenOf = (reply: Uint8Array): Uint8Array => {
  const read = readTimestampReply(reply);
  if (!read.ok) throw new Error(read.code);
  return read.token;
};
const stamp = (by: Issued, chain: readonly Issued[] = [], digest?: string): Uint8Array =>
  tokenOf(openssl.reply(timestampRequest(note, randomBytes(8)), by, chain, digest));
const trusting = (...roots: readonly Issued[]): TimestampOptions => ({
  roots: roots.map(({ certificate }) => certificate),
});
/** What an honest authority says, for others to sign. */
const honestInfo = (): Uint8Array => openssl.infoOf(openssl.reply(openssl.query(note), signer));
/** The same at another time: as long as the time it stands for. */
const infoAt = (time: string): Uint8Array => {
  const info = Buffer.from(honestInfo());
  const at = info.indexOf(Buffer.from([0x18, 0x0f]));
  info.write(time, at + 2, 'ascii');
  return info;
};
const code = (token: Uint8Array, options?: TimestampOptions): string => {
  const result = verifyTimestamp(token, note, options);
  return result.ok ? 'holds' : result.code;
};

describe('a token that holds', () => {
  it('says who, when, under what, and by which chain', () => {
    const before = Date.now();
    const result = verifyTimestamp(stamp(signer), note, trusting(root));
    expect(result).toMatchObject({
      ok: true,
      authority: 'Lantern Time',
      root: 'Lantern Root',
      anchored: true,
      policy: '1.2.3.4.1',
    });
    if (!result.ok) return;
    expect(Math.abs(result.genTime.getTime() - before)).toBeLessThan(60_000);
    expect(result.chain).toEqual([signer.certificate, root.certificate]);
  });

  it('answers the request that this code makes, nonce included', () => {
    for (const nonce of [
      Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1),
      Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0),
      Uint8Array.of(0, 0xff, 1, 2, 3, 4, 5, 6),
    ]) {
      const token = tokenOf(openssl.reply(timestampRequest(note, nonce), signer));
      expect(code(token, { ...trusting(root), nonce: nonceNumber(nonce) })).toBe('holds');
      expect(code(token, { ...trusting(root), nonce: nonceNumber(nonce) + 1n })).toBe('token-other-nonce');
    }
  });

  it.each<[KeyKind, KeyKind, string]>([
    ['rsa-2048', 'rsa-3072', 'sha512'],
    ['rsa-3072', 'p-256', 'sha256'],
    ['p-384', 'p-384', 'sha384'],
    ['p-521', 'p-521', 'sha512'],
    ['p-256', 'rsa-2048', 'sha384'],
  ])('is taken of a root with %s, a signer with %s and %s', (rootKey, signerKey, digest) => {
    const top = openssl.issue({ name: 'Top', key: rootKey });
    const by = openssl.issue({ name: 'Time', key: signerKey, by: top });
    expect(code(stamp(by, [], digest), trusting(top))).toBe('holds');
  });

  it('is taken where PSS signed certificates or the token', () => {
    const top = openssl.issue({ name: 'Top', pss: true });
    const by = openssl.issue({ name: 'Time', by: top, pss: true });
    expect(code(stamp(by), trusting(top))).toBe('holds');
    const pss = openssl.forge(honestInfo(), by, [], ['-keyopt', 'rsa_padding_mode:pss']);
    expect(code(pss, trusting(top))).toBe('holds');
    const odd = Buffer.from(pss);
    odd[odd.length - 5] = (odd.at(-5) ?? 0) ^ 1;
    expect(code(odd, trusting(top))).toBe('token-signature');
  });

  it('is taken over an authority between, sent along or kept beside', () => {
    const between = openssl.issue({ name: 'Between', by: root, extensions: 'between' });
    const by = openssl.issue({ name: 'Time', by: between });
    expect(code(stamp(by, [between]), trusting(root))).toBe('holds');
    expect(code(stamp(by), trusting(root))).toBe('chain-root');
    expect(code(stamp(by), { ...trusting(root), chain: [between.certificate] })).toBe('holds');
  });

  it('without roots shows that the chain holds together, and that nobody vouches for it', () => {
    expect(verifyTimestamp(stamp(signer, [root]), note)).toMatchObject({
      ok: true,
      anchored: false,
      root: 'Lantern Root',
    });
  });

  it('still counts when the certificate has expired since', () => {
    const old = openssl.issue({
      name: 'Old Time',
      by: root,
      from: '20270101000000Z',
      until: '20280101000000Z',
    });
    const oldRoot = openssl.issue({ name: 'Old Root', from: '20100101000000Z', until: '20200101000000Z' });
    const older = openssl.issue({
      name: 'Older Time',
      by: oldRoot,
      from: '20110101000000Z',
      until: '20120101000000Z',
    });
    expect(code(openssl.forge(infoAt('20110601120000Z'), older), trusting(oldRoot))).toBe('holds');
    expect(code(openssl.forge(infoAt('20120601120000Z'), older), trusting(oldRoot))).toBe('chain-time');
    expect(code(openssl.forge(infoAt('20100601120000Z'), older), trusting(oldRoot))).toBe('chain-time');
    expect(code(openssl.forge(honestInfo(), old), trusting(root))).toBe('chain-time');
  });
});

describe('a token that does not', () => {
  it('is for another note', () => {
    const token = stamp(signer);
    expect(verifyTimestamp(token, utf8('another\n'), trusting(root))).toMatchObject({
      code: 'token-other-hash',
    });
  });

  it('is under another policy', () => {
    const token = stamp(signer);
    expect(code(token, { ...trusting(root), policies: ['1.2.3.4.2'] })).toBe('token-policy');
    expect(code(token, { ...trusting(root), policies: ['1.2.3.4.2', '1.2.3.4.1'] })).toBe('holds');
  });

  it('leads to another root, or to one that only has the name', () => {
    const other = openssl.issue({ name: 'Other Root' });
    const twin = openssl.issue({ name: 'Lantern Root' });
    expect(code(stamp(signer), trusting(other))).toBe('chain-root');
    expect(code(stamp(signer), trusting(twin))).toBe('chain-broken');
    expect(code(stamp(signer), trusting(other, twin, root))).toBe('holds');
  });

  it.each(['no-usage', 'stamping-not-critical', 'stamping-and-more'])(
    'comes of a certificate that is not for timestamps alone (%s)',
    (extensions) => {
      const by = openssl.issue({ name: 'Not For This', by: root, extensions });
      expect(code(openssl.forge(honestInfo(), by), trusting(root))).toBe('chain-usage');
    },
  );

  it('comes of a certificate that somebody issued who may not', () => {
    const nobody = openssl.issue({ name: 'Nobody', by: root, extensions: 'not-an-authority' });
    const by = openssl.issue({ name: 'Time', by: nobody });
    expect(code(stamp(by, [nobody]), trusting(root))).toBe('chain-broken');
    const between = openssl.issue({ name: 'Between', by: root, extensions: 'between' });
    const second = openssl.issue({ name: 'Second', by: between, extensions: 'between' });
    const far = openssl.issue({ name: 'Far', by: second });
    expect(code(stamp(far, [second, between]), trusting(root))).toBe('chain-broken');
    const odd = openssl.issue({ name: 'Odd', by: root, extensions: 'odd-extension' });
    expect(code(openssl.forge(honestInfo(), odd), trusting(root))).toBe('chain-broken');
  });

  it('lacks the certificate of whoever signed', () => {
    const bare = tokenOf(openssl.reply(timestampRequestWithoutCertificates(), signer));
    expect(code(bare, trusting(root))).toBe('chain-signer');
    expect(code(bare, { ...trusting(root), chain: [signer.certificate] })).toBe('holds');
  });

  it('was cut, is garbage, or is as long as no token is', () => {
    const token = stamp(signer);
    for (const length of [0, 1, 10, 300, token.length - 1])
      expect(code(token.subarray(0, length), trusting(root)), `${length} bytes`).toBe('token-malformed');
    expect(code(Uint8Array.from([...token, 0]))).toBe('token-malformed');
    expect(code(randomBytes(2_000))).toBe('token-malformed');
    expect(code(new Uint8Array(10 * 1024 * 1024).fill(0x30))).toBe('token-malformed');
    expect(code(new Uint8Array(60_000).fill(0x30))).toBe('token-malformed');
  });

  it('was changed in any byte', () => {
    const token = stamp(signer);
    const passed: number[] = [];
    // Every third: each takes milliseconds, and a field that nothing covers would show in one of them.
    for (let at = 1; at < token.length; at += 3) {
      const changed = Uint8Array.from(token);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if (code(changed, trusting(root)) === 'holds') passed.push(at);
    }
    expect(passed).toEqual([]);
  });
});

/** The request of this code with its last field, which asks for certificates, left out. */
const timestampRequestWithoutCertificates = (): Uint8Array => {
  const whole = timestampRequest(note, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  const without = whole.slice(0, -3);
  without[1] = without.length - 2;
  return without;
};
