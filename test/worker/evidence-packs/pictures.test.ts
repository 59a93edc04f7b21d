import { expect, test } from 'vitest';
import { type PictureWanted, picturesOf } from '../../../worker/evidence-packs/contents.ts';

type Records = PictureWanted['records'];

/** Records of these kinds, the first that of the registration; of what else is in them pictures need nothing. */
const recordsOf = (kinds: readonly string[], claims = 0): Records =>
  ({
    leaves: kinds.map((kind, index) => ({ index, text: `{"kind":"${kind}","n":${index}}` })),
    decoded: new Map(kinds.map((kind, index) => [index, { kind, atMs: 0, of: 1 }])),
    findings: Array.from({ length: claims }, (_, i) => ({ leaf: kinds.indexOf('claim') + i })),
  }) as unknown as Records;

const picturesIn = (records: Records, clip: PictureWanted['clip'] = null) =>
  picturesOf({ records, clip, leafOfHash: new Map([['s', 1]]), atMs: 0 }).pictures.map(
    ({ what, leaf, file }) => ({ what, leaf, file }),
  );

test('a moment in which nothing was sold, said or claimed has three pictures: one says how much was heard', () => {
  const pictures = picturesIn(recordsOf(['broadcast', 'heartbeat', 'gap']));
  expect(pictures.map(({ what, leaf }) => [what, leaf])).toEqual([
    ['words', 0],
    ['heard', 2],
    ['place', 0],
  ]);
  expect(picturesIn(recordsOf(['broadcast'])).map(({ what }) => what)).toEqual(['words', 'heard', 'place']);
});

test('there are nine at most, and the last says how to check them', () => {
  const frame = { atMs: 0, piece: { sha256: 's' }, png: new Uint8Array(0) };
  const clip = { frames: [frame, frame, frame] } as unknown as PictureWanted['clip'];
  const kinds = ['broadcast', 'media', 'utterance', 'claim', 'claim', 'claim', 'product', 'gap'];
  const pictures = picturesIn(recordsOf(kinds, 3), clip);
  expect(pictures).toHaveLength(9);
  expect(pictures.at(-1)).toMatchObject({ what: 'place', file: 'pictures/9.png' });
});
