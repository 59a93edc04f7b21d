import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import * as everyDuty from './every-duty.ts';
import * as inOneRun from './in-one-run.ts';
import * as liveTalk from './live-talk.ts';

const hear = createHear(loadCatalogue('models/duties/packs'), createPrepare());
const stated = (text: string): readonly string[] =>
  hear(text, { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [] })
    .filter(({ as }) => as === 'stated' || as === 'not-applicable')
    .map(({ dutyId }) => dutyId);

describe.each([
  ['facts in talk that runs on', inOneRun],
  ['facts among other talk', liveTalk],
  ['every duty in fresh words', everyDuty],
])('%s', (_, { STATES, LOOKS_LIKE }) => {
  it.each(STATES)('%s: %s', (duty, text) => {
    expect(stated(text)).toContain(duty);
  });

  it.each(LOOKS_LIKE)('not %s: %s', (duty, text) => {
    expect(stated(text)).not.toContain(duty);
  });
});
