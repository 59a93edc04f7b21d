import { LEVELS, type Level } from '../../models/contract/check.ts';
import { saveFile } from '../link/save-file.ts';
import { reportHtml, reportText, stampOf } from '../script/report.ts';
import type { Checked } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';
import { CheckLeftOut } from './check-left-out.tsx';
import { CopyButton } from './check-note.tsx';
import { LevelShape } from './level.tsx';

/** What the check found, said first; then what may be done with it. */
export const CheckSummary = ({ checked }: { readonly checked: Checked }) => {
  const { script, words } = useDesk();
  const { summary } = words.value.check;
  const { found, untold, receipt } = checked.reply;
  const total = LEVELS.reduce((sum, level) => sum + found[level], 0);
  return (
    <section class="check-summary" aria-label={summary.label} tabIndex={-1}>
      <div role="status">
        <p class={`summary-found ${total === 0 ? 'summary-none' : ''}`}>
          {total === 0 ? summary.none : summary.found(total)}
        </p>
        {total === 0 && <p>{summary.noneMore}</p>}
        {untold > 0 && <p>{summary.untold(untold)}</p>}
      </div>
      <p class="quiet small-text">
        {summary.notLegal} {receipt.stages.network !== 'ok' && summary.partly}
      </p>
      <CheckLeftOut rows={checked.rows} />
      {total > 0 && (
        <fieldset class="level-filter">
          <legend class="unseen">{summary.filter}</legend>
          <FilterChip level={null} count={total} />
          {LEVELS.map((level) => (
            <FilterChip key={level} level={level} count={found[level]} />
          ))}
        </fieldset>
      )}
      <div class="check-acts">
        <button type="button" class="button small primary" onClick={script.edit}>
          {words.value.check.take.edit}
        </button>
        <TakeAway checked={checked} />
      </div>
    </section>
  );
};

const FilterChip = ({ level, count }: { readonly level: Level | null; readonly count: number }) => {
  const { script, words } = useDesk();
  const { check } = words.value;
  return (
    <button
      type="button"
      class="button small level-chip"
      aria-pressed={script.only.value === level}
      onClick={() => script.show(level)}
    >
      {level && <LevelShape level={level} />}
      {level ? check.level[level] : check.summary.all} <strong>{count}</strong>
    </button>
  );
};

const TakeAway = ({ checked }: { readonly checked: Checked }) => {
  const { settings, words } = useDesk();
  const { take } = words.value.check;
  const report = { words: words.value, language: settings.language.value };
  const save = (): void =>
    saveFile(
      new Blob([reportHtml(checked, report)], { type: 'text/html' }),
      `livewitness-check-${stampOf(checked.reply)}.html`,
    );
  return (
    <>
      <CopyButton text={reportText(checked, report)} label={take.copy} />
      <button type="button" class="button small" onClick={() => print()}>
        {take.print}
      </button>
      <button type="button" class="button small" onClick={save}>
        {take.export}
      </button>
    </>
  );
};
