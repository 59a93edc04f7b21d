import type { ModelCard } from '../../models/text/network/card.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const from = (threshold = 2): string => (threshold > 1 ? 'never' : threshold.toFixed(2));
const figure = (value: number): string => value.toFixed(2);

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** The candidates side by side. */
export const comparison = (card: ModelCard): string =>
  table(
    ['model', 'micro-F1', 'lawful lines raised', 'best F1', 'raised there', 'size', 'training', 'texts/s'],
    card.compared.map((one) => [
      one.name,
      figure(one.micro.f1),
      percent(one.falseAlarms),
      figure(one.best.micro.f1),
      percent(one.best.falseAlarms),
      `${(one.weightBytes / 1e6).toFixed(1)} MB`,
      `${one.trainSeconds.toFixed(0)} s`,
      one.textsPerSecond.toLocaleString('en'),
    ]),
  );

/** The card as people read it; `size`: hidden units of a member, and members. */
export const readableCard = (
  card: ModelCard,
  size: { readonly units: number; readonly members: number },
): string => {
  const { trainedOn, heldOut } = card;
  const groups = table(
    ['group', 'precision', 'recall', 'F1', 'held-out lines', 'bears out from', 'alone from', 'flags from'],
    Object.entries(heldOut.groups).map(([group, figures]) => [
      group,
      figure(figures.precision),
      figure(figures.recall),
      figure(figures.f1),
      String(figures.support),
      ...(['support', 'alone', 'sure'] as const).map((name) => from(card.thresholds[group]?.[name])),
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
- **Model**: the ${card.grams.toLocaleString('en')} n-grams (1 to 3 words; Chinese by character, English by word, figures by their size) that
  stand in the most lines, each with a row of weights; a text's rows, weighed by rarity and scaled to length 1 together, are summed to
  ${size.members} times ${size.units} hidden units (three members trained apart; their logits' mean counts), and these give one sigmoid per label. One more row says whether it was spoken or typed in chat. TensorFlow.js
  Layers format, the rows as one byte a weight.
- **Hash** (SHA-256 over model.json, weights.bin and grams.bin): \`${card.hash}\`
- **Data**: ${trainedOn.training.toLocaleString('en')} lines to learn from, ${percent(trainedOn.benign)} of them lawful talk: ${trainedOn.written.toLocaleString('en')} written one by one, the others made out of
  ${trainedOn.frames.toLocaleString('en')} frames in three scripts with fillers, spoken, misheard, mistyped and run together. ${trainedOn.validation.toLocaleString('en')} more, written one by one,
  choose the thresholds, ${trainedOn.heldOut.toLocaleString('en')} are held out. A text's part follows from its own hash. All were written for this project.
  \`npm run train -- --lines\` makes the frames' lines again.
- **Thresholds**: from "alone" a group without lexical ground is asked of a person, from "flags" it is flagged.
- **Seed** ${trainedOn.seed}, ${trainedOn.epochs} epochs, one thread: the same lines give the same weights.

## Compared on the held-out part, each by itself

The first two figures are at the threshold that raises few enough lawful lines, the next two where each does best whatever it raises.

${comparison(card)}

## By group

${groups}

## By language

${languages}

## Limits

${card.limits.map((limit) => `- ${limit}`).join('\n')}
`;
};
