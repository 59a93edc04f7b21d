import { useEffect } from 'preact/hooks';
import { type Finding, type Stretch, stretchesOf } from '../script/flat.ts';
import type { Checked } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';

export const markId = (number: number): string => `finding-${number}`;

/** The script as it was checked, each finding marked where it stands. */
export const CheckMarked = ({ checked }: { readonly checked: Checked }) => {
  const { script, words } = useDesk();
  const chosen = script.chosen.value?.number ?? null;
  useEffect(() => {
    if (chosen === null) return;
    const mark = document.getElementById(markId(chosen));
    mark?.scrollIntoView({ block: 'nearest' });
    // Whoever walks by key from mark to mark takes the focus along.
    if (document.activeElement?.classList.contains('claim-key'))
      mark?.querySelector<HTMLElement>('.claim-key')?.focus({ preventScroll: true });
  }, [chosen]);
  const byRow = grouped(script.shown.value);
  return (
    <div class="check-paper check-text">
      {checked.rows.map((row, at) => (
        <section
          key={row.id}
          class="checked-row"
          aria-label={row.product || words.value.check.write.row(at + 1)}
        >
          <RowHead checked={checked} at={at} />
          <p class="checked-text">
            {stretchesOf(row, byRow.get(at) ?? []).map((stretch) => (
              <Piece key={stretch.start} stretch={stretch} chosen={chosen} />
            ))}
          </p>
        </section>
      ))}
    </div>
  );
};

const grouped = (findings: readonly Finding[]): Map<number, Finding[]> => {
  const byRow = new Map<number, Finding[]>();
  for (const finding of findings) {
    const list = byRow.get(finding.row);
    if (list) list.push(finding);
    else byRow.set(finding.row, [finding]);
  }
  return byRow;
};

const RowHead = ({ checked, at }: { readonly checked: Checked; readonly at: number }) => {
  const { words } = useDesk();
  const { write, categories } = words.value.check;
  const row = checked.rows[at];
  const category = checked.reply.rows[at]?.category;
  if (!row || (checked.rows.length === 1 && !row.product && !category)) return null;
  return (
    <h2 class="checked-head">
      {row.product || write.row(at + 1)}{' '}
      <span class="quiet small-text">
        {[
          category ? categories[category] : write.noCategory,
          row.place ? write.place(row.place.sheet, row.place.row) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </h2>
  );
};

const Piece = ({ stretch, chosen }: { readonly stretch: Stretch; readonly chosen: number | null }) => {
  const { script, words } = useDesk();
  const { mark, level } = words.value.check;
  const [gravest] = stretch.findings;
  if (!gravest) return <>{stretch.text}</>;
  const here = stretch.findings.find(({ number }) => number === chosen);
  const beginning = stretch.findings.filter(({ claim }) => claim.start === stretch.start);
  const opens = here && beginning.includes(here) ? here : beginning[0];
  const { claim } = here ?? gravest;
  const named = opens ?? here ?? gravest;
  const name = mark(level[named.claim.level], named.number);
  // Where several lie upon each other, each stroke or click goes one deeper.
  const choose = (): void => {
    const at = stretch.findings.findIndex((each) => each.number === chosen);
    script.choose((stretch.findings[(at + 1) % stretch.findings.length] ?? gravest).number);
  };
  return (
    <mark
      class={`claim claim-${claim.level} ${here ? 'claim-chosen' : ''}`}
      id={opens && markId(opens.number)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a button does not break over lines, and a claim must */}
      <span
        role="button"
        class="claim-key"
        tabIndex={here && opens === here ? 0 : -1}
        aria-pressed={here !== undefined}
        aria-label={`${name}${stretch.text}`}
        onClick={choose}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          choose();
        }}
      >
        {stretch.text}
      </span>
      {opens && (
        <sup class="claim-number" aria-hidden="true">
          {beginning.map((each) => each.number).join(' ')}
        </sup>
      )}
    </mark>
  );
};
