import { articleInEnglish } from '../models/contract/articles.ts';
import type { Claim } from '../models/contract/claim.ts';
import { ROLES } from '../models/contract/ingest.ts';
import { GROUPS, KINDS } from '../models/contract/kinds.ts';
import { openWholeJudge } from '../models/text/open.ts';
import { findPersonalData, maskPersonalData } from '../models/text/personal-data/index.ts';
import { categoryTyped, endWith, oneOf, readTyped } from './arguments/misuse.ts';

const HELP = `npm run --silent explain -- "text" [--chat] [--role ROLE] [--category CATEGORY]

Says in plain words which claims a text makes, by which steps, under which article, and what would make it lawful.
  --chat           the text is a viewer's line in chat (default: a presenter's speech)
  --role ROLE      ${ROLES.join(', ')}
  --category NAME  category of the product, e.g. food, health-food, cosmetics
`;

const COLOURS = { red: 31, yellow: 33, green: 32, grey: 90, bold: 1 } as const;
const paint = (colour: keyof typeof COLOURS, text: string): string =>
  process.stdout.isTTY ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;

const VERDICT = {
  flag: ['red', '疑似违规', 'suspected'],
  review: ['yellow', '待人工判断', 'a person must say'],
  exempt: ['green', '不构成', 'excused'],
  undetermined: ['grey', '无法判断', 'cannot judge'],
} as const;

const describe = (claim: Claim): string => {
  const [colour, zh, en] = VERDICT[claim.verdict];
  const kind = KINDS[claim.kind];
  const lines = [
    `${paint(colour, `${zh} / ${en}`)}${claim.need ? ` (${claim.need})` : ''}  ${paint('bold', `“${claim.quote}”`)}  [${claim.start}, ${claim.end})`,
    `  ${kind.zh} / ${kind.en}  · ${GROUPS[claim.group].zh} · ${claim.severity} · ${Math.round(claim.confidence * 100)} %`,
    `  ${claim.reason.zh} / ${claim.reason.en}`,
    `  ${claim.basis}: ${claim.article} / ${articleInEnglish(claim.article)}`,
    ...claim.steps.map(
      (step) =>
        `  ${paint('grey', '→')} ${step.id}: ${step.zh} / ${step.en}${step.words ? `  (${step.words.join(' · ')})` : ''}`,
    ),
    `  ${paint('green', '✎')} ${claim.suggestion.zh} / ${claim.suggestion.en}`,
    `  ${paint('grey', `${claim.source.packId}/${claim.source.ruleId}`)}`,
  ];
  return lines.join('\n');
};

const main = async (): Promise<void> => {
  const { values, positionals } = readTyped({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      chat: { type: 'boolean', default: false },
      role: { type: 'string' },
      category: { type: 'string' },
    },
  });
  const text = positionals.join(' ');
  if (values.help || text === '') {
    process.stdout.write(HELP);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const { chat, role, category } = values;
  const context = {
    source: chat ? ('chat' as const) : ('speech' as const),
    role: role === undefined ? (chat ? 'viewer' : 'presenter') : oneOf('--role', role, ROLES),
    ...(category === undefined ? {} : { category: categoryTyped('--category', category) }),
  };
  const judge = await openWholeJudge(process.env.LIVEWITNESS_ROOT ?? process.cwd());
  const [judgement] = await judge.judge([{ text, context }]);
  judge.release();
  if (!judgement) throw new Error('one text was asked, no answer came');
  const data = findPersonalData(text);
  process.stdout.write(`${paint('bold', text)}\n\n`);
  if (judgement.claims.length === 0) process.stdout.write('未发现疑似违规话术 / no suspected claim found\n');
  for (const claim of judgement.claims) process.stdout.write(`${describe(claim)}\n\n`);
  if (judgement.correction) process.stdout.write(`更正 / correction: ${judgement.correction.words}\n`);
  if (data.length > 0) {
    process.stdout.write(
      `个人信息 / personal data: ${data.map(({ kind }) => kind).join(', ')}\n  ${maskPersonalData(text, data)}\n`,
    );
  }
  process.stdout.write(
    `${paint('grey', `packs ${judge.versions.packs.slice(0, 12)} · normaliser ${judge.versions.normaliser.slice(0, 12)} · network ${judge.networkProblem ?? judge.versions.model?.slice(0, 12)}`)}\n`,
  );
};

main().catch((error: unknown) => endWith('explain', error));
