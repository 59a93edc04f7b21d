import type { Hearing } from '../../../models/stream/capture-place.ts';
import { hear, release } from '../../../worker/capture/hearing.ts';
import { cueParts } from '../../../worker/capture/markup.ts';

/** One caption: start and end in ms, and its text with markup. */
export type Caption = readonly [number, number, string];

const START_MS = Date.parse('2026-11-22T12:00:00Z');
const SEGMENT_MS = 4_000;
const presenters = [{ id: 'p1', name: '小满', persona: 'human' as const }];

/** Hears segments of 4 s one after the other, each when it is complete, and lets go of the rest at the end. */
export const hearAll = (segments: readonly (readonly Caption[])[], lateMs = 0) => {
  let hearing: Hearing = { heard: [] };
  const told = [];
  let nowMs = START_MS;
  for (const [sequence, captions] of segments.entries()) {
    nowMs = START_MS + (sequence + 1) * SEGMENT_MS + lateMs * sequence;
    const cues = captions.map(([startMs, endMs, text]) => ({
      localMs: startMs,
      mediaStartMs: startMs,
      mediaEndMs: endMs,
      startMs: START_MS + startMs,
      endMs: START_MS + endMs,
      parts: cueParts(text),
    }));
    const after = hear(hearing, cues, {
      rendition: 'r',
      run: 1,
      sequence,
      segmentStartMs: START_MS + sequence * SEGMENT_MS,
      broadcastStartMs: START_MS,
      presenters,
      nowMs,
    });
    hearing = after.hearing;
    told.push(...after.told);
  }
  return [...told, ...release(hearing, nowMs, true).told];
};

export const texts = (segments: readonly (readonly Caption[])[], lateMs?: number): string[] =>
  hearAll(segments, lateMs).map(({ text }) => text);
