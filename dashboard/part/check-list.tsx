import { KINDS } from '../../models/contract/kinds.ts';
import type { Finding } from '../script/flat.ts';
import { sentenceOf, summaryLine } from '../script/report.ts';
import type { Checked } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';
import { articleIn, inLanguage, inLanguageOf } from '../words/catalogue.ts';

const SayInstead = ({ checked, finding }: { readonly checked: Checked; readonly finding: Finding }) => {
  const { note, colon } = useDesk().words.value.check;
  const sentence = sentenceOf(checked, finding);
  if (sentence === null) return null;
  return (
    <>
      <br />
      {note.sentence}
      {colon}
      {sentence}
    </>
  );
};

/** On paper there is no pane: all that is marked, one after the other. */
export const CheckList = ({ checked }: { readonly checked: Checked }) => {
  const { script, settings, words } = useDesk();
  const { note, level, report, colon } = words.value.check;
  const language = settings.language.value;
  const only = script.only.value;
  return (
    <section class="check-list">
      <p>{summaryLine(checked.reply, { words: words.value, language })}</p>
      <h2>{only ? `${report.notes} · ${level[only]}` : report.notes}</h2>
      <ol>
        {script.shown.value.map((finding) => {
          const { number, claim } = finding;
          return (
            <li key={number} value={number}>
              <strong>{level[claim.level]}</strong> <q>{claim.quote}</q>{' '}
              {inLanguage(KINDS[claim.kind], language)}
              <br />
              {note.article}
              {colon}
              {articleIn(claim.article, language)}
              <br />
              {note.reason}
              {colon}
              {inLanguage(claim.reason, language)}
              <br />
              {note.rewrite}
              {colon}
              {inLanguageOf(claim.quote, claim.rewrite, language)}
              <SayInstead checked={checked} finding={finding} />
            </li>
          );
        })}
      </ol>
    </section>
  );
};
