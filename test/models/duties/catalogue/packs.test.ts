import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../../models/contract/ingest.ts';
import { loadCatalogue, SPOKEN_PER_CATEGORY_MAX } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const catalogue = loadCatalogue('models/duties/packs');
const hear = createHear(catalogue, createPrepare());
const startedAt = new Date('2026-11-22T10:00:00Z');

const WANTED = {
  states: 'stated',
  partial: 'partial',
  pointed: 'pointed',
  evasive: 'evasive',
  notApplicable: 'not-applicable',
  triggered: 'triggered',
} as const;

const heardAs = (dutyId: string, text: string): string[] =>
  hear(text, { startedAt, categories: [] })
    .filter((heard) => heard.dutyId === dutyId)
    .map((heard) => heard.as);

describe('the packs', () => {
  it('hold the 75 duties', () => {
    expect(catalogue.duties.size).toBe(75);
  });

  it.each([...catalogue.duties.values()].map((duty) => [duty.id, duty] as const))(
    '%s: every example does what it says',
    (id, duty) => {
      expect(duty.examples.states.length).toBeGreaterThan(2);
      expect(duty.examples.notEnough.length).toBeGreaterThan(1);
      for (const [role, as] of Object.entries(WANTED)) {
        for (const text of duty.examples[role as keyof typeof WANTED])
          expect({ text, as: heardAs(id, text) }).toEqual({
            text,
            as: expect.arrayContaining([as]),
          });
      }
      for (const text of duty.examples.notEnough)
        expect({ text, as: heardAs(id, text) }).not.toEqual({
          text,
          as: expect.arrayContaining(['stated']),
        });
    },
  );

  it.each(CATEGORIES)('%s: five or fewer must be spoken', (category) => {
    const spoken = catalogue.of([category]).filter(({ tier }) => tier === 'spoken');
    expect(spoken.length).toBeGreaterThan(0);
    expect(spoken.length).toBeLessThanOrEqual(SPOKEN_PER_CATEGORY_MAX);
  });
});

describe('what a product owes', () => {
  const owed = (...categories: (typeof CATEGORIES)[number][]) =>
    new Map(catalogue.of(categories).map((one) => [one.duty.id, one]));

  it('is the row of all products and that of its category', () => {
    const food = owed('food');
    expect(food.get('price-and-unit')?.need).toBe('required');
    expect(food.get('shelf-life')).toMatchObject({ need: 'required', severity: 'high', tier: 'spoken' });
    expect(food.has('fiber-content')).toBe(false);
    expect(owed('cosmetics').get('shelf-life')).toBeUndefined();
  });

  it('is the union for several categories, the strictest need and severity of each', () => {
    const both = owed('food', 'health-food', 'cross-border');
    expect(both.get('hf-not-drug-warning')).toMatchObject({ need: 'required', severity: 'critical' });
    expect(both.get('cbec-risk-notice')?.need).toBe('required');
    expect(owed('food').get('cautions')?.need).toBe('conditional');
    expect(both.get('cautions')?.need).toBe('required');
  });

  it('says by when', () => {
    expect(owed('food').get('price-and-unit')?.window).toEqual({ until: 'link', graceMs: 60_000 });
    expect(owed('food').get('name-spec')?.window).toEqual({ until: 'minutes', afterMs: 300_000 });
    expect(owed('food').get('seller-identity')?.window).toEqual({
      until: 'continuous',
      gapMs: 120_000,
      checkMs: 60_000,
    });
    expect(owed('food').get('food-licence-standard')?.window).toEqual({
      until: 'request',
      afterMs: 300_000,
      crowdAfterMs: 180_000,
    });
  });
});

describe('a pack that is wrong', () => {
  const broken = (change: (text: string) => string): (() => unknown) => {
    const dir = mkdtempSync(join(tmpdir(), 'packs-'));
    writeFileSync(join(dir, 'words.yaml'), readFileSync('models/duties/packs/words.yaml', 'utf8'));
    writeFileSync(
      join(dir, 'alcohol.yaml'),
      change(readFileSync('models/duties/packs/alcohol.yaml', 'utf8')),
    );
    return () =>
      createHear(loadCatalogue(dir), (text) => ({
        original: text,
        folded: text,
        figures: text,
        starts: [],
        ends: [],
      }));
  };

  it.each([
    [
      'a window that does not exist',
      (text: string) => text.replace('until: close', 'until: someday'),
      /alcohol\.yaml, duty alcohol-info.*window/s,
    ],
    [
      'a field too many',
      (text: string) => text.replace('  law:', '  lore: x\n  law:'),
      /alcohol\.yaml, duty alcohol-info.*lore/s,
    ],
    [
      'an unknown slot',
      (text: string) => text.replace("'{degree}'", "'{dgree}'"),
      /alcohol-info.*\{dgree\}/s,
    ],
    [
      'an unknown list',
      (text: string) => text.replace("'{degree}'", "'<degrees>'"),
      /alcohol-info.*<degrees>/s,
    ],
    [
      'a pattern that matches anything',
      (text: string) => text.replace("'{degree}'", "'.*'"),
      /alcohol-info.*could match anything/s,
    ],
    [
      'a duty twice',
      (text: string) => text.replace('id: alcohol-warning', 'id: alcohol-info'),
      /alcohol-info: stands twice/,
    ],
    ['no YAML', () => 'a: [', /alcohol\.yaml/],
  ])('%s names file, duty and field', (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });
});
