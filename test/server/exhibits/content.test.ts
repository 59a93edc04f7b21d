import { expect, test } from 'vitest';
import { type Content, createContentLook, fitsName } from '../../../server/exhibits/content.ts';

const padded = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    Buffer.alloc(80, 0xee),
  ]);
const box = (brand: string): Buffer => padded('\0\0\0\x20ftyp', brand, '\0\0\0\0');

const contents: readonly (readonly [string, Buffer, Content])[] = [
  ['PNG', padded('\x89PNG\r\n\x1a\n'), 'image/png'],
  ['JPEG', padded([0xff, 0xd8, 0xff, 0xe1]), 'image/jpeg'],
  ['WebP', padded('RIFF\0\0\0\0WEBP'), 'image/webp'],
  ['HEIC', box('heic'), 'image/heic'],
  ['HEIF of several pictures', box('mif1'), 'image/heic'],
  ['PDF', padded('%PDF-1.7'), 'application/pdf'],
  ['MP4', box('isom'), 'video/mp4'],
  ['QuickTime', box('qt  '), 'video/quicktime'],
  ['QuickTime without a brand', padded('\0\0\0\x08wide\0\0\0\0mdat'), 'video/quicktime'],
  ['WebM', padded([0x1a, 0x45, 0xdf, 0xa3], '\x42\x82\x84webm'), 'video/webm'],
  ['Matroska, which is not taken', padded([0x1a, 0x45, 0xdf, 0xa3], '\x42\x82\x88matroska'), 'unknown'],
  ['MP3 with a tag', padded('ID3\x04'), 'audio/mpeg'],
  ['MP3', padded([0xff, 0xfb, 0x90, 0x00]), 'audio/mpeg'],
  ['M4A', box('M4A '), 'audio/mp4'],
  ['WAV', padded('RIFF\0\0\0\0WAVE'), 'audio/wav'],
  ['AVI, which is not taken', padded('RIFF\0\0\0\0AVI '), 'unknown'],
  ['text', Buffer.from('订单号 尾号 0417\r\n已付款'), 'text/plain'],
  ['text in GB 18030', Buffer.from([0xb6, 0xa9, 0xb5, 0xa5, 0x0a]), 'text/plain'],
  ['UTF-16 with its mark', Buffer.from('\ufeff订单', 'utf16le'), 'text/plain'],
  ['a web page', Buffer.from('\ufeff <!-- x -->\n<!DOCTYPE html><p>'), 'markup'],
  ['a picture of vectors', Buffer.from('<?xml version="1.0"?><svg/>'), 'markup'],
  ['a program', padded('MZ\x90\0\x03'), 'unknown'],
  ['a ZIP', padded('PK\x03\x04'), 'unknown'],
  ['bytes', Buffer.from([0, 1, 2, 3]), 'unknown'],
  ['nothing', Buffer.alloc(0), 'unknown'],
];

test.each(contents)('%s is told by its content, however it is cut', (_, bytes, content) => {
  for (const size of [1, 7, 1_000]) {
    const look = createContentLook();
    for (let at = 0; at < bytes.length; at += size) look.look(bytes.subarray(at, at + size));
    expect(look.content()).toBe(content);
  }
});

test('a text that turns out to be none at its end is none', () => {
  const look = createContentLook();
  look.look(Buffer.from('订单号'.repeat(100)));
  expect(look.early()).toBeNull();
  look.look(Buffer.from([0xff, 0xfe, 0x00]));
  expect(look.content()).toBe('unknown');
});

test('a name fits its content, and sister formats of video', () => {
  expect(fitsName('image/png', 'image/png')).toBe(true);
  expect(fitsName('image/png', 'image/jpeg')).toBe(false);
  expect(fitsName('video/quicktime', 'video/mp4')).toBe(true);
  expect(fitsName('video/mp4', 'audio/mp4')).toBe(true);
  expect(fitsName('audio/mp4', 'video/mp4')).toBe(false);
  expect(fitsName('markup', 'text/plain')).toBe(false);
});
