import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import type { HearContext } from '../../../../models/duties/hear/heard.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

export const prepare = createPrepare();
const hear = createHear(loadCatalogue('models/duties/packs'), prepare);

/** Ids of the duties that a sentence states by itself, said on 22 November 2026. */
export const stated = (text: string, more: Partial<HearContext> = {}): readonly string[] =>
  hear(text, { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [], ...more })
    .filter(({ as }) => as === 'stated')
    .map(({ dutyId }) => dutyId);
