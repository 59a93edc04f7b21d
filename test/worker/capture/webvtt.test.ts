import { describe, expect, test } from 'vitest';
import { CUES_MAX, parseWebVtt } from '../../../worker/capture/webvtt.ts';

const one = (head: string, times: string) => parseWebVtt(`WEBVTT${head}\n\n${times}\nwords\n`)[0];

describe('times', () => {
  test.each([
    ['with hours', '01:02:03.004 --> 01:02:04.000', 3_723_004, 3_724_000],
    ['without hours', '02:03.004 --> 02:04.000', 123_004, 124_000],
    ['with settings', '00:01.000 --> 00:02.000 line:0 align:start', 1_000, 2_000],
    ['many hours', '100:00:00.000 --> 100:00:01.000', 360_000_000, 360_001_000],
  ])('%s', (_, times, startMs, endMs) => {
    expect(one('', times)).toMatchObject({ localMs: startMs, mediaStartMs: startMs, mediaEndMs: endMs });
  });

  test.each([
    ['Apple’s 10 s', 'MPEGTS:900000,LOCAL:00:00:00.000', 10_000],
    ['local first', 'LOCAL:00:00:01.000,MPEGTS:900000', 9_000],
    ['a late clock', 'MPEGTS:8589934591,LOCAL:00:00:00.000', 95_443_718],
    ['one that cannot be read', 'MPEGTS:x', 0],
  ])('a map: %s', (_, map, shiftMs) => {
    expect(one(`\nX-TIMESTAMP-MAP=${map}`, '00:01.000 --> 00:02.000')).toMatchObject({
      localMs: 1_000,
      mediaStartMs: 1_000 + shiftMs,
    });
  });
});

test('what is no cue is passed over, and cues come in order of time', () => {
  const cues = parseWebVtt(
    [
      '\ufeffWEBVTT - title',
      '',
      'NOTE a note',
      'of two lines',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      '00:05.000 --> 00:06.000',
      'second',
      '',
      'name of a cue',
      '00:01.000 --> 00:02.000',
      'first',
      'of two lines',
      '',
      '00:09.000 --> 00:08.000',
      'runs backwards',
      '',
      'bad --> times',
      'nothing',
      '',
      '00:07.000 --> 00:08.000',
      '',
    ].join('\r\n'),
  );
  expect(cues.map(({ parts }) => parts)).toEqual([[{ text: 'first\nof two lines' }], [{ text: 'second' }]]);
});

test('an empty file is silence', () => {
  expect(parseWebVtt('')).toEqual([]);
  expect(parseWebVtt('WEBVTT\n')).toEqual([]);
});

test.each(['<html></html>', 'WEBVTTX\n\n', 'nothing'])('%s is refused', (text) => {
  expect(() => parseWebVtt(text)).toThrow('not WebVTT');
});

test('too many lines are refused', () => {
  expect(() => parseWebVtt(`WEBVTT\n${'\n'.repeat(2_000_000)}`)).toThrow('more than 100000 lines');
});

test('a million cues are refused', () => {
  expect(() => parseWebVtt(`WEBVTT\n\n${'00:01.000 --> 00:02.000\nx\n\n'.repeat(1_000_000)}`)).toThrow(
    'more than',
  );
});

test.each(['9'.repeat(400), '9'.repeat(7)])('hours beyond any show (%#) are no times', (hours) => {
  expect(parseWebVtt(`WEBVTT\n\n${hours}:00:00.000 --> ${hours}:00:01.000\nx\n`)).toEqual([]);
});

test('too many cues are refused', () => {
  const cue = '00:01.000 --> 00:02.000\nx\n\n';
  expect(parseWebVtt(`WEBVTT\n\n${cue.repeat(CUES_MAX)}`)).toHaveLength(CUES_MAX);
  expect(() => parseWebVtt(`WEBVTT\n\n${cue.repeat(CUES_MAX + 1)}`)).toThrow('more than 10000 cues');
});
