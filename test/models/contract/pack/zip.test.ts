import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../models/contract/log/bytes.ts';
import { crc32 } from '../../../../models/contract/pack/crc32.ts';
import { compareNames, isPackName } from '../../../../models/contract/pack/names.ts';
import { samplePack } from '../../../../models/contract/pack/sample.ts';
import { verifyPackZip } from '../../../../models/contract/pack/verify.ts';
import {
  directory,
  localHeader,
  readZip,
  writeZip,
  ZIP_BYTES_MAX,
} from '../../../../models/contract/pack/zip.ts';

let pack: Uint8Array;
beforeAll(async () => {
  pack = await samplePack();
});

const zipOf = (entries: readonly { name: string; content: string }[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  const facts = entries.map(({ name, content }) => ({ name, bytes: utf8(content) }));
  for (const { name, bytes } of facts)
    parts.push(localHeader({ name, size: bytes.length, crc: crc32(bytes) }), bytes);
  parts.push(directory(facts.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes) }))));
  return new Uint8Array(Buffer.concat(parts));
};

const changed = (at: number, ...values: readonly number[]): Uint8Array => {
  const copy = pack.slice();
  copy.set(values, at);
  return copy;
};

describe('the one spelling of a ZIP', () => {
  it('reads what it wrote, and knows the check value of CRC-32', () => {
    const files = [
      { name: 'index.html', bytes: utf8('<p>') },
      { name: 'pack.json', bytes: utf8('{}') },
      { name: 'manifest', bytes: new Uint8Array(0) },
    ];
    const read = readZip(writeZip(files));
    expect(read.ok && read.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['index.html', '<p>'],
      ['pack.json', '{}'],
      ['manifest', ''],
    ]);
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  });

  it.each([
    ['../index.html', 'zip-name'],
    ['/etc/passwd', 'zip-name'],
    ['pictures/../../x.png', 'zip-name'],
    ['pictures\\1.png', 'zip-name'],
    ['pictures/10.png', 'zip-name'],
    ['INDEX.html', 'zip-name'],
    ['', 'zip-name'],
    ['x'.repeat(60_000), 'zip-name'],
  ])('refuses a file named %s', (name, code) => {
    expect(readZip(zipOf([{ name, content: 'x' }]))).toMatchObject({ ok: false, code });
    expect(isPackName(name)).toBe(false);
    expect(() => writeZip([{ name, bytes: utf8('x') }])).toThrow(RangeError);
  });

  it('refuses two files of one name, another order, and what stands between or after', () => {
    const one = { name: 'pack.json', content: '{}' };
    expect(readZip(zipOf([one, one]))).toMatchObject({ code: 'zip-twice' });
    expect(readZip(zipOf([one, { name: 'index.html', content: '' }]))).toMatchObject({ code: 'zip-order' });
    expect(readZip(new Uint8Array([...zipOf([one]), 0]))).toMatchObject({ code: 'zip-directory' });
    expect(readZip(new Uint8Array([0x50, ...zipOf([one])]))).toMatchObject({ code: 'zip-not' });
    expect(compareNames('pictures/1.png', 'pictures/2.png')).toBeLessThan(0);
  });

  it('refuses a bomb and sizes that the file does not have, without reading on', () => {
    // Method 8 (deflate), as a bomb needs it.
    expect(readZip(changed(8, 8))).toMatchObject({ code: 'zip-compressed' });
    // 4 GiB less one: also the mark of ZIP64.
    expect(readZip(changed(18, 0xff, 0xff, 0xff, 0xff))).toMatchObject({ code: 'zip-cut' });
    expect(readZip(changed(22, 0xff, 0xff, 0xff, 0xff))).toMatchObject({ code: 'zip-header' });
    expect(readZip(new Uint8Array(ZIP_BYTES_MAX + 1))).toMatchObject({ code: 'zip-too-large' });
    const many = Array.from({ length: 500 }, (_, i) => ({
      name: `segments/${i.toString(16).padStart(64, '0')}.ts`,
      content: '',
    }));
    expect(readZip(zipOf(many))).toMatchObject({ code: 'zip-too-large' });
  });

  it('refuses each single bit that is turned, and each cut', () => {
    for (let at = 0; at < pack.length; at++) {
      const bit = 1 << (at % 8);
      const result = verifyPackZip(changed(at, (pack[at] ?? 0) ^ bit));
      expect([at, result.ok]).toEqual([at, false]);
    }
    for (let length = 0; length < pack.length; length += 7) {
      const result = verifyPackZip(pack.slice(0, length));
      expect([length, result.ok]).toEqual([length, false]);
    }
  });

  it('says of anything else that it is none', () => {
    for (const text of ['', 'PK', '{"format":"livewitness-evidence/1"}', '%PDF-1.4', 'x'.repeat(5_000)])
      expect(readZip(utf8(text))).toMatchObject({ ok: false, code: 'zip-not' });
  });
});
