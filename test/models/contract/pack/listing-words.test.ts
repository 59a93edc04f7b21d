import { expect, test } from 'vitest';
import { DUTY_FIELDS } from '../../../../models/contract/pack/duty-fields.ts';
import { LISTING_WORDS } from '../../../../models/contract/pack/listing-words.ts';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';

const { duties } = loadCatalogue('models/duties/packs');

test('every field of a product’s page that discloses something has a name in a pack', () => {
  expect([...duties.keys()].filter((id) => !Object.hasOwn(LISTING_WORDS, id))).toEqual([]);
});

test('names of such fields are those of the duties', () => {
  const named = Object.keys(DUTY_FIELDS).map((id) => [id, duties.get(id)?.name]);
  expect(DUTY_FIELDS).toEqual(Object.fromEntries(named));
});
