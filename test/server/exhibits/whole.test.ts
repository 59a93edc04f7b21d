import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { EXHIBIT_TYPES, type ExhibitType } from '../../../models/contract/exhibit.ts';
import { wholenessOf } from '../../../server/exhibits/whole/index.ts';
import { lookAtBytes, lookAtFile } from '../../../server/exhibits/whole/look.ts';

/*
 * Small files of every format that is taken, written part by part as the formats say: whole they are taken, cut anywhere they are not.
 */
const bytes = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const le32 = (value: number): Buffer => Buffer.from(u32(value)).reverse();

const chunk = (type: string, data: Buffer): Buffer =>
  bytes(u32(data.length), type, data, u32(crc32(bytes(type, data))));
const png = bytes(
  '\x89PNG\r\n\x1a\n',
  chunk('IHDR', Buffer.alloc(13, 1)),
  chunk('IDAT', Buffer.alloc(300, 2)),
  chunk('IEND', Buffer.alloc(0)),
);

const segment = (marker: number, data: Buffer): Buffer =>
  bytes([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255], data);
/** What is coded: 0xFF as such, a restart, and a byte that would be an end elsewhere. */
const coded = bytes([1, 2, 0xff, 0, 0xd9, 0xff, 0xd3, 7], Buffer.alloc(200, 9));
const thumbnail = bytes([0xff, 0xd8, 0xff, 0xd9]);
const jpeg = bytes(
  [0xff, 0xd8],
  segment(0xe1, thumbnail),
  segment(0xc2, Buffer.alloc(15)),
  segment(0xda, Buffer.alloc(10)),
  coded,
  segment(0xc4, bytes([0xff, 0xd9])),
  segment(0xda, Buffer.alloc(10)),
  coded,
  [0xff, 0xd9],
);

const riff = (form: string, ...chunks: [string, Buffer][]): Buffer => {
  const body = bytes(form, ...chunks.flatMap(([type, data]) => [type, le32(data.length), data]));
  return bytes('RIFF', le32(body.length), body);
};
const wav = riff('WAVE', ['fmt ', Buffer.alloc(16)], ['data', Buffer.alloc(400, 3)]);
const webp = riff('WEBP', ['VP8L', Buffer.alloc(120, 3)]);

const box = (type: string, data: Buffer | string): Buffer => bytes(u32(8 + data.length), type, bytes(data));
const ftyp = (brand: string): Buffer => box('ftyp', `${brand}\0\0\0\0`);
const media = Buffer.alloc(300, 5);
const long = bytes(u32(1), 'mdat', [0, 0, 0, 0, 0, 0, 0, 116], Buffer.alloc(100));
const movie = bytes(ftyp('isom'), box('moov', media), box('mdat', media));
const oldMovie = bytes(box('wide', ''), long, box('moov', media));
const heic = bytes(ftyp('heic'), box('meta', media), box('mdat', media));

const element = (id: number[], data: Buffer): Buffer =>
  bytes(id, [0x40 | (data.length >> 8), data.length & 255], data);
const EBML = element([0x1a, 0x45, 0xdf, 0xa3], bytes([0x42, 0x82, 0x84], 'webm'));
const tracks = element([0x16, 0x54, 0xae, 0x6b], Buffer.alloc(40, 1));
const block = element([0xa3], Buffer.alloc(60, 8));
const timed = bytes([0xe7, 0x81, 0]);
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const SEGMENT = [0x18, 0x53, 0x80, 0x67];
const webm = bytes(EBML, element(SEGMENT, bytes(tracks, element(CLUSTER, bytes(timed, block, block)))));
const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
/** As browsers record: nobody knew how long it would be. */
const recorded = bytes(
  EBML,
  SEGMENT,
  unknown,
  tracks,
  CLUSTER,
  unknown,
  timed,
  block,
  CLUSTER,
  unknown,
  timed,
  block,
);

/** Where one part of it ends and the next has not begun. */
const seams = [tracks, [...CLUSTER, ...unknown], timed, block, [...CLUSTER, ...unknown], timed]
  .map((_, i, parts) => 12 + EBML.length + parts.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0))
  .slice(1);

/** MPEG-1, layer III, 128 kbit/s at 44,100 Hz: 417 bytes. */
const frame = (content = ''): Buffer => {
  const out = Buffer.alloc(417);
  bytes([0xff, 0xfb, 0x90, 0x00]).copy(out);
  out.write(content, 36, 'latin1');
  return out;
};
const frames = bytes(frame(), frame(), frame(), frame());
const counted = bytes(frame(`Info\0\0\0\x03\0\0\0\x04${u32(417 * 5).toString('latin1')}`), frames);
const tagged = bytes('ID3\x04\0\0\0\0\0\x14', Buffer.alloc(20), counted, 'TAG', Buffer.alloc(125));

const pdf = (() => {
  const body = bytes('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n', Buffer.alloc(200, 0x20));
  return bytes(body, `xref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n${body.length}\n%%EOF\n`);
})();
const linearized = bytes(
  `%PDF-1.4\n1 0 obj\n<< /Linearized 1 /L ${'9'.repeat(5)} >>\nendobj\n`,
  pdf.subarray(9),
);

const wholes: readonly (readonly [string, ExhibitType, Buffer, mayEndAt: readonly number[]])[] = [
  ['PNG', 'image/png', png, []],
  ['JPEG of two scans, with a small picture inside', 'image/jpeg', jpeg, []],
  ['WebP', 'image/webp', webp, []],
  ['HEIC', 'image/heic', heic, []],
  ['MP4', 'video/mp4', movie, []],
  ['MOV without a brand, longer than 32 bits say', 'video/quicktime', oldMovie, []],
  ['M4A', 'audio/mp4', bytes(ftyp('M4A '), box('mdat', media), box('moov', media)), []],
  ['WebM', 'video/webm', webm, []],
  // Between two parts of it nobody knows whether there was a next.
  ['WebM as browsers record', 'video/webm', recorded, seams],
  [
    'MP3 that says how long it is',
    'audio/mpeg',
    tagged,
    [...Array(128).keys()].map((i) => tagged.length - 1 - i),
  ],
  ['WAV', 'audio/wav', wav, []],
  ['PDF', 'application/pdf', pdf, [pdf.length - 1]],
];

test.each(wholes)('%s: whole it is whole, and cut anywhere it is cut', async (_, type, file, mayEndAt) => {
  expect(await wholenessOf(lookAtBytes(file), type)).toBe('whole');
  for (let length = 64; length < file.length; length += 1) {
    const of = await wholenessOf(lookAtBytes(file.subarray(0, length)), type);
    if (of === 'whole') expect(mayEndAt, `at ${length} of ${file.length}`).toContain(length);
    if (mayEndAt.length === 0) expect(of, `at ${length} of ${file.length}`).toBe('cut');
  }
});

const others: readonly (readonly [string, ExhibitType, Buffer, 'whole' | 'cut' | 'broken'])[] = [
  ['a PNG with something after its end', 'image/png', bytes(png, 'left by an editor'), 'whole'],
  ['a JPEG with a film after its end', 'image/jpeg', bytes(jpeg, movie), 'whole'],
  ['a PNG of noise', 'image/png', bytes('\x89PNG\r\n\x1a\n', Buffer.alloc(5_000, 0x99)), 'broken'],
  [
    'a PNG without a picture',
    'image/png',
    bytes(png.subarray(0, 33), chunk('IEND', Buffer.alloc(0))),
    'broken',
  ],
  ['a JPEG of noise', 'image/jpeg', bytes([0xff, 0xd8, 0xff], Buffer.alloc(5_000, 0x10)), 'broken'],
  ['an MP4 of noise', 'video/mp4', bytes(ftyp('isom'), Buffer.alloc(500, 0x99)), 'broken'],
  ['an MP4 that is all head', 'video/mp4', bytes(ftyp('isom'), box('free', media)), 'cut'],
  ['an MP4 with zeros at its end', 'video/mp4', bytes(movie, [0, 0, 0, 0]), 'whole'],
  [
    'an MP4 in fragments',
    'video/mp4',
    bytes(ftyp('iso5'), box('moov', 'x'), box('moof', 'x'), box('mdat', 'x')),
    'whole',
  ],
  ['a WebM of noise', 'video/webm', bytes(EBML, Buffer.alloc(500, 0x99)), 'broken'],
  [
    'an MP3 of one frame’s head and noise',
    'audio/mpeg',
    bytes([0xff, 0xfb, 0x90], Buffer.alloc(900, 0x77)),
    'broken',
  ],
  ['an MP3 that is cut inside a frame', 'audio/mpeg', frames.subarray(0, 1_600), 'cut'],
  ['an MP3 whose tag says more than there is', 'audio/mpeg', tagged.subarray(0, 25), 'cut'],
  [
    'a WAV whose writer could not go back',
    'audio/wav',
    bytes('RIFF', u32(0xffffffff), 'WAVEfmt ', le32(2), 'xxdata', u32(0xffffffff), media),
    'whole',
  ],
  [
    'a PDF of noise with an end',
    'application/pdf',
    bytes('%PDF-1.4\n', Buffer.alloc(900, 0x99), 'startxref\n300\n%%EOF'),
    'broken',
  ],
  ['a PDF for the web that says it is longer', 'application/pdf', linearized, 'cut'],
  ['a text', 'text/plain', bytes('any'), 'whole'],
];

test.each(others)('%s', async (_, type, file, expected) => {
  expect(await wholenessOf(lookAtBytes(file), type)).toBe(expected);
});

test('every type that is taken is looked at, and from the disk as in memory', async () => {
  expect(new Set(wholes.map(([, type]) => type)).size + 1).toBe(new Set(Object.values(EXHIBIT_TYPES)).size);
  const dir = mkdtempSync(join(tmpdir(), 'whole-'));
  const large = bytes(frames, ...Array.from({ length: 2_000 }, () => frame()));
  for (const [name, type, file] of [...wholes, ['large', 'audio/mpeg', large, []] as const]) {
    const at = join(dir, 'file');
    writeFileSync(at, file);
    expect(await lookAtFile(at, (one) => wholenessOf(one, type)), name).toBe('whole');
  }
  rmSync(dir, { recursive: true, force: true });
});
