import type { ModelCard } from '../../models/text/network/files.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const figure = (value: number): string => value.toFixed(2);

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** The candidates side by side. */
export const comparison = (card: ModelCard): string =>
  table(
    ['model', 'micro-F1', 'lawful lines raised', 'size', 'training', 'texts/s'],
    card.compared.map((one) => [
      one.name,
      figure(one.micro.f1),
      percent(one.falseAlarms),
      `${(one.weightBytes / 1e6).toFixed(1)} MB`,
      `${one.trainSeconds.toFixed(0)} s`,
      one.textsPerSecond.toLocaleString('en'),
    ]),
  );

/** The card as people read it. */
export const readableCard = (card: ModelCard): string => {
  const { trainedOn, heldOut } = card;
  const groups = table(
    ['group', 'precision', 'recall', 'F1', 'held-out lines', 'bears out from', 'stands alone from'],
    Object.entries(heldOut.groups).map(([group, figures]) => [
      group,
      figure(figures.precision),
      figure(figures.recall),
      figure(figures.f1),
      String(figures.support),
      figure(card.thresholds[group]?.support ?? 1),
      figure(card.thresholds[group]?.alone ?? 1),
    ]),
  );
  const languages = table(
    ['language', 'precision', 'recall', 'micro-F1', 'lawful lines raised'],
    Object.entries({ ...heldOut.languages, all: heldOut }).map(([language, { micro, falseAlarms }]) => [
      language,
      figure(micro.precision),
      figure(micro.recall),
      figure(micro.f1),
      percent(falseAlarms),
    ]),
  );
  return `# Model card: classifier of claims

Written by \`npm run train\`; the same as data in \`weights/card.json\`.

- **What it does**: scores a folded text for the ${card.labels.length - 1} groups of claims and for "nothing of these" (several may hold at once).
- **Model**: presence of hashed 1- to 3-grams of words (${card.buckets.toLocaleString('en')} buckets; Chinese by character, English by
  word, figures by their size) to 32 hidden units to one sigmoid per label; TensorFlow.js Layers format.
- **Hash** (SHA-256 over model.json and weights.bin): \`${card.hash}\`
- **Data**: ${trainedOn.training.toLocaleString('en')} lines to learn from, ${trainedOn.validation.toLocaleString('en')} to choose thresholds by, ${trainedOn.heldOut.toLocaleString('en')} held out; ${percent(trainedOn.benign)} of them lawful
  talk. Written for this project: ${trainedOn.frames.toLocaleString('en')} frames in three scripts with fillers, spoken, misheard, mistyped and run
  together, and single written lines. No frame has lines in two parts. \`npm run train -- --lines\` makes them again.
- **Seed** ${trainedOn.seed}, ${trainedOn.epochs} epochs, one thread: the same lines give the same weights.

## Compared on the held-out part

${comparison(card)}

## By group

${groups}

## By language

${languages}

## Limits

${card.limits.map((limit) => `- ${limit}`).join('\n')}
`;
};
