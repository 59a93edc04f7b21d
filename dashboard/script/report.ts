import type { CheckReply, Level } from '../../models/contract/check.ts';
import { LEVELS } from '../../models/contract/check.ts';
import { KINDS } from '../../models/contract/kinds.ts';
import type { Checked } from '../state/script.ts';
import type { Language } from '../state/settings.ts';
import { shown } from '../state/spans.ts';
import { articleIn, inLanguage, inLanguageOf } from '../words/catalogue.ts';
import type { Words } from '../words/zh-Hans.ts';
import { type Finding, stretchesOf } from './flat.ts';
import { rewrittenSentence } from './rewrite.ts';

/** In which language a report is written. */
export interface ReportWords {
  readonly words: Words;
  readonly language: Language;
}

const kindName = (finding: Finding, language: Language): string =>
  inLanguage(KINDS[finding.claim.kind], language);

/** `found 3: banned 2, careful 1`, or that nothing was found. */
export const summaryLine = (
  { found }: Pick<CheckReply, 'found'>,
  { words, language }: ReportWords,
): string => {
  const { summary, level, colon, listComma } = words.check;
  const total = LEVELS.reduce((sum, each) => sum + found[each], 0);
  if (total === 0) return `${summary.none}${language === 'en' ? ' ' : ''}${summary.noneMore}`;
  const parts = LEVELS.filter((each) => found[each] > 0).map((each) => `${level[each]} ${found[each]}`);
  return `${summary.found(total)}${colon}${parts.join(listComma)}`;
};

const sentenceLine = (checked: Checked, finding: Finding, before: string): string[] => {
  const sentence = sentenceOf(checked, finding);
  return sentence === null ? [] : [before + sentence];
};

const rowTitle = (checked: Checked, row: number, { words }: ReportWords): string => {
  const draft = checked.rows[row];
  const { write, categories } = words.check;
  const category = checked.reply.rows[row]?.category;
  return [
    draft?.product || (checked.rows.length > 1 ? write.row(row + 1) : ''),
    category ? categories[category] : '',
    draft?.place ? write.place(draft.place.sheet, draft.place.row) : '',
  ]
    .filter(Boolean)
    .join(' · ');
};

/** The sentence of a finding as it can be said, where words for it are known. */
export const sentenceOf = (checked: Checked | null, { row, claim }: Finding): string | null => {
  const text = checked?.sent[row]?.text;
  return text === undefined ? null : rewrittenSentence(text, claim, checked?.reply.rows[row]?.claims ?? []);
};

/** The result as plain text, to paste into a message. */
export const reportText = (checked: Checked, report: ReportWords): string => {
  const { words, language } = report;
  const { level, note, summary, colon } = words.check;
  const lines = checked.findings.map(({ number, claim, row }) =>
    [
      `${number}. [${level[claim.level]}] ${words.quoteOpen}${claim.quote}${words.quoteClose}`,
      ...(checked.rows.length > 1 ? [`   ${rowTitle(checked, row, report)}`] : []),
      `   ${note.article}${colon}${articleIn(claim.article, language)}`,
      `   ${note.reason}${colon}${inLanguage(claim.reason, language)}`,
      `   ${note.rewrite}${colon}${inLanguageOf(claim.quote, claim.rewrite, language)}`,
      ...sentenceLine(checked, { number, claim, row }, `   ${note.sentence}${colon}`),
    ].join('\n'),
  );
  return [summaryLine(checked.reply, report), ...lines, summary.notLegal].join('\n');
};

const html = (text: string): string => shown(text).replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`);

/** Plain enough for every browser and word processor; a mark differs in its line as well as in its colour. */
const STYLE = `
body{max-width:46em;margin:2em auto;padding:0 1em;font:16px/1.75 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b211f;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;background:#f7efcf;border-bottom:2px dotted #755a00}
mark.banned{background:#fbe7e9;border-bottom:2px solid #a8122f}
mark.needs-proof{background:#e5eef9;border-bottom:2px dashed #2a5d9c}
sup{font-weight:600}
li{margin:.8em 0}code{overflow-wrap:anywhere}
.quiet{color:#5f6964}
`;

const rowHtml = (checked: Checked, row: number, report: ReportWords): string => {
  const findings = checked.findings.filter((finding) => finding.row === row);
  const { level } = report.words.check;
  const text = stretchesOf(checked.sent[row] ?? { text: '' }, findings)
    .map((stretch) => {
      const [first] = stretch.findings;
      if (!first) return html(stretch.text);
      const begins = stretch.findings.filter(({ claim }) => claim.start === stretch.start);
      const numbers = begins.map(({ number, claim }) => `[${number} ${level[claim.level]}]`).join('');
      const sup = numbers ? `<sup>${html(numbers)}</sup>` : '';
      return `${sup}<mark class="${first.claim.level}">${html(stretch.text)}</mark>`;
    })
    .join('');
  const title = rowTitle(checked, row, report);
  return `${title ? `<h2>${html(title)}</h2>` : ''}<p class="text">${text}</p>`;
};

const findingHtml = (checked: Checked, finding: Finding, { words, language }: ReportWords): string => {
  const { level, note, colon } = words.check;
  const { claim } = finding;
  const pairs = [
    [note.article, `${articleIn(claim.article, language)} · ${words.basis[claim.basis]}`],
    [note.reason, inLanguage(claim.reason, language)],
    [note.rewrite, inLanguageOf(claim.quote, claim.rewrite, language)],
    ...sentenceLine(checked, finding, '').map((sentence) => [note.sentence, sentence] as const),
  ] as const;
  const details = pairs.map(([name, text]) => `<br>${html(name + colon)}${html(text)}`).join('');
  return `<li value="${finding.number}"><strong>${html(level[claim.level])}</strong> <q>${html(claim.quote)}</q> ${html(kindName(finding, language))}${details}</li>`;
};

/** A page that stands alone: the script with its marks, every place explained, and the receipt. Opens anywhere. */
export const reportHtml = (checked: Checked, report: ReportWords): string => {
  const { words, language } = report;
  const { receipt: labels, report: titles, summary, levelMeans, level, colon } = words.check;
  const { receipt } = checked.reply;
  const means = LEVELS.map(
    (each: Level) => `<li><mark class="${each}">${html(level[each])}</mark> ${html(levelMeans[each])}</li>`,
  ).join('');
  const versions = [
    [labels.at, receipt.checkedAt],
    [labels.hash, receipt.text.sha256],
    ...(receipt.platform ? [[labels.platform, receipt.platform] as const] : []),
    [labels.rules, receipt.versions.packs],
    [labels.normaliser, receipt.versions.normaliser],
    ...(receipt.versions.model ? [[labels.model, receipt.versions.model] as const] : []),
  ] as const;
  const notes = checked.findings.map((finding) => findingHtml(checked, finding, report)).join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(titles.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${html(titles.title)}</h1>
<p><strong>${html(summaryLine(checked.reply, report))}</strong></p>
${checked.reply.untold > 0 ? `<p>${html(summary.untold(checked.reply.untold))}</p>` : ''}
<p class="quiet">${html(summary.notLegal)}</p>
<ul>${means}</ul>
${checked.rows.map((_row, at) => rowHtml(checked, at, report)).join('\n')}
${notes ? `<h2>${html(titles.notes)}</h2><ol>${notes}</ol>` : ''}
<h2>${html(labels.title)}</h2>
<p class="quiet">${versions.map(([name, value]) => `${html(name + colon)}<code>${html(value)}</code>`).join('<br>')}</p>
<p class="quiet">${html(labels.what)}</p>
</body>
</html>
`;
};

/** Part of a file's name: when it was checked, in universal time. */
export const stampOf = ({ receipt }: Pick<CheckReply, 'receipt'>): string =>
  receipt.checkedAt.slice(0, 19).replaceAll(':', '').replace('T', '-');
