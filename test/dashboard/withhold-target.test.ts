import { describe, expect, it } from 'vitest';
import { goingWith, stretchAround } from '../../dashboard/state/withhold-target.ts';
import type { MediaPiece } from '../../models/contract/media.ts';

const piece = (fromS: number, untilS: number, more: Partial<MediaPiece> = {}): MediaPiece => ({
  form: 'segment',
  track: 'main',
  run: 0,
  sequence: fromS,
  fromMs: fromS * 1_000,
  untilMs: untilS * 1_000,
  bytes: 1,
  held: true,
  ...more,
});
const of = { fromMs: 25_000, untilMs: 45_000 };

describe('what goes with a stretch of picture and sound', () => {
  it('is whole pieces, picture and sound apart, and nothing that is not kept', () => {
    const pieces = [
      piece(20, 25),
      piece(24, 28),
      piece(28, 32, { held: false }),
      piece(32, 36),
      piece(44, 48),
      piece(48, 52),
      piece(0, 60, { form: 'sound' }),
      piece(30, 34, { track: 'audio' }),
    ];
    expect(goingWith({ pieces }, of)).toEqual({
      picture: { fromMs: 24_000, untilMs: 48_000, ms: 12_000 },
      sound: { fromMs: 0, untilMs: 60_000, ms: 60_000 },
    });
  });

  it('is nothing where nothing of it is kept', () => {
    expect(goingWith({ pieces: [piece(0, 25), piece(45, 50)] }, of)).toEqual({ picture: null, sound: null });
  });

  it('begins around the moment, and never before the broadcast', () => {
    expect(stretchAround(30_000)).toEqual(of);
    expect(stretchAround(2_000)).toEqual({ fromMs: 0, untilMs: 17_000 });
  });
});
