import { describe, expect, it, test } from 'vitest';
import type { Occurrence } from '../../../models/contract/alert.ts';
import { asUserId, asUtteranceId } from '../../../models/contract/ids.ts';
import { standingOf } from '../../../models/store/correction-standing.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';

const said = (atMs: number, more: Partial<Occurrence> = {}): Occurrence => ({
  utteranceId: asUtteranceId(`u${atMs}`),
  start: 0,
  end: 4,
  atMs,
  leafIndex: atMs,
  role: 'presenter',
  speaker: 'host',
  ...more,
});
const takenBack = (atMs: number, byMs: number, more: Partial<Occurrence> = {}): Occurrence =>
  said(atMs, { ...more, corrected: { atMs: byMs, afterMs: byMs - atMs } });

const standing = (occurrences: Occurrence[], more: Partial<AlertDoc> = {}) =>
  standingOf({
    subject: { type: 'claim', kind: 'absolute-superlative', group: 'absolute' },
    severity: 'high',
    occurrences,
    lastAtMs: Math.max(...occurrences.map(({ atMs }) => atMs)),
    broadcast: { startedAt: '2026-11-22T12:00:00.000Z' } as AlertDoc['broadcast'],
    ...more,
  });

describe('an alert reads', () => {
  it('open where nothing was taken back', () => {
    expect(standing([said(1_000), said(2_000)])).toEqual({ severity: 'high', steps: [] });
  });
  it('corrected where it is taken back, a level lighter, with a step that says so', () => {
    expect(standing([takenBack(2_000, 14_000)])).toMatchObject({
      severity: 'medium',
      severityFound: 'high',
      correctedAtMs: 14_000,
      correctedAfterMs: 12_000,
      steps: [{ id: 'corrected', outcome: 'high → medium', zh: expect.stringContaining('12 秒') }],
    });
  });
  it.each([
    [
      'between two that were taken back',
      [takenBack(1_000, 9_000), said(34_000), takenBack(64_000, 70_000)],
      34_000,
    ],
    ['before one that was', [said(1_000), takenBack(64_000, 70_000)], 1_000],
  ])('partly corrected, naming what stands, where that was said %s', (_, occurrences, atMs) => {
    expect(standing(occurrences)).toEqual({
      severity: 'high',
      steps: [],
      partlyCorrected: { correctedAtMs: 70_000, standsAtMs: [atMs] },
    });
  });
  it('repeated after correction where it is said again, with its severity back', () => {
    const again = standing([takenBack(2_000, 14_000), said(30_000)]);
    expect(again).toMatchObject({
      severity: 'high',
      relapse: { correctedAtMs: 14_000, atMs: 30_000 },
      steps: [{ outcome: 'repeated', zh: expect.stringContaining('更正后再犯') }],
    });
    expect(again.correctedAtMs).toBeUndefined();
    expect(again.severityFound).toBeUndefined();
  });
  it('corrected again where that is taken back too', () => {
    expect(standing([takenBack(2_000, 14_000), takenBack(30_000, 33_000)])).toMatchObject({
      severity: 'medium',
      correctedAtMs: 33_000,
      correctedAfterMs: 3_000,
    });
  });
  it.each([
    ['another speaker', { speaker: 'guest-1', role: 'guest' }],
    ['a moment in which others may be heard', { unattributed: true }],
  ] as const)('partly corrected where it stands in the mouth of %s', (_, voice) => {
    const both = standing([takenBack(2_000, 14_000), said(30_000, voice)]);
    expect(both).toEqual({
      severity: 'high',
      steps: [],
      partlyCorrected: { correctedAtMs: 14_000, standsAtMs: [30_000] },
    });
  });
  it('never lighter than low', () => {
    expect(standing([takenBack(1_000, 2_000)], { severity: 'low' }).severity).toBe('low');
  });
  it('as grave as it was where the correction came after five minutes', () => {
    const late = standing([takenBack(0, 301_000)]);
    expect([late.severity, late.correctedAtMs, late.steps]).toEqual(['high', 301_000, []]);
  });
});

describe('an old document, corrected as a whole', () => {
  const old = { correctedAtMs: 14_000, correctedAfterMs: 12_000 };
  const bare = (atMs: number): Occurrence => {
    const { role: _role, speaker: _speaker, ...rest } = said(atMs);
    return rest;
  };
  it('reads corrected as before', () => {
    expect(standing([bare(2_000)], old)).toMatchObject({ ...old, severity: 'medium' });
  });
  it('reads repeated where it was said again', () => {
    expect(standing([bare(2_000), bare(30_000)], old).relapse).toEqual({
      correctedAtMs: 14_000,
      atMs: 30_000,
    });
  });
});

describe('a correction that a person has confirmed', () => {
  const person = { id: asUserId('m'), name: 'M' };
  const correction = (untilMs: number) => ({
    saidAt: '2026-11-22T12:00:20.000Z',
    by: person,
    untilMs,
    confirmed: { at: '2026-11-22T12:01:00.000Z', by: person },
  });
  it('takes a level off', () => {
    expect(standing([said(2_000)], { correction: correction(2_000) })).toMatchObject({
      severity: 'medium',
      severityFound: 'high',
    });
  });
  it('does not cover what was said again since', () => {
    expect(standing([said(2_000), said(40_000)], { correction: correction(2_000) })).toMatchObject({
      severity: 'high',
      relapse: { atMs: 40_000 },
    });
  });
});

test('a duty that was met late keeps its severity', () => {
  const subject = {
    type: 'duty',
    dutyId: 'origin',
    name: { zh: '产地', en: 'origin' },
    state: 'missing',
  } as const;
  expect(standing([said(1_000)], { subject, correctedAtMs: 9_000 })).toEqual({
    severity: 'high',
    steps: [],
    correctedAtMs: 9_000,
  });
});
