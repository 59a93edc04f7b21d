import type { EarCard, Heard } from '../../models/duties/ear/card.ts';

const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((part / whole) * 100).toFixed(1)} %` : '–';
const from = (threshold: number): string => (threshold > 1 ? 'never' : threshold.toFixed(2));

const row = (name: string, heard: Heard): string => {
  const { stated, byPatterns, byEar, alike, alikeByPatterns, alikeByEar } = heard;
  const cells = [
    name,
    stated,
    percent(byPatterns, stated),
    percent(byPatterns + byEar, stated),
    alike,
    percent(alikeByPatterns, alike),
    percent(alikeByPatterns + alikeByEar, alike),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** The ear's card as people read it; `bytes`: size of weights and n-grams. */
export const readableEarCard = (card: EarCard, bytes: number): string => {
  const { trainedOn, thresholds, measured } = card;
  const lowest = Math.min(...Object.values(thresholds));
  return `# Model card: ear for disclosures

Written by \`npm run train -- duties\`; the same as data in \`weights/card.json\`.

- **What it does**: scores a sentence for each of the ${card.labels.length} duties: does it state this? It is asked only where a duty is still owed and no
  pattern heard it, and believed only where each slot that the duty requires can be read in the words that speak for it, and no
  guard says that they ask, suppose, deny or wave off.
- **Model**: as the classifier of claims (\`models/text/network\`): ${card.grams.toLocaleString('en')} n-grams of typed text (1 to 3 words; each slot is a word of its
  own), summed to hidden units, one sigmoid per duty. TensorFlow.js Layers format, rows as one byte a weight, ${(bytes / 1e6).toFixed(2)} MB; our own
  arithmetic runs it.
- **Hash** (SHA-256 over model.json, weights.bin and grams.bin): \`${card.hash}\`
- **Data**: ${trainedOn.written.toLocaleString('en')} lines written one by one (\`models/duties/training\`), ${trainedOn.examples.toLocaleString('en')} examples of the packs, and ${trainedOn.talk.toLocaleString('en')} lines of other talk in which no
  pattern hears anything. All were written for this project.
- **Thresholds**: from ${from(lowest)} on; the lowest at which few look-alikes and little other talk are taken for stated and half of what the ear
  adds is labelled so, and higher for a duty of which it is wrong more often. They stand in \`weights/card.json\`.
- **Seed** ${trainedOn.seed}, ${trainedOn.epochs} epochs, one thread: the same lines give the same weights. Trained in ${trainedOn.seconds} s of processor time, with the model for the thresholds.

## What it adds

Of all texts ${trainedOn.validation.toLocaleString('en')} were kept from a model that learned from the others, and heard with it; the model kept here learned from all. Something is heard in ${(card.talkHeard * 100).toFixed(1)} % of the other talk.

| language | statements | by patterns | with the ear | look-alikes | by patterns | with the ear |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${Object.entries({ ...measured.languages, all: measured.all })
  .map(([name, heard]) => row(name, heard))
  .join('\n')}

## Limits

${card.limits.map((limit) => `- ${limit}`).join('\n')}
`;
};
