import { useRef } from 'preact/hooks';
import { CHECK_PRODUCT_UNITS_MAX, CHECK_ROWS_MAX, CHECK_UNITS_MAX } from '../../models/contract/check.ts';
import type { Category } from '../../models/contract/ingest.ts';
import { CATEGORY_IDS } from '../script/categories.ts';
import type { DraftRow } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';
import { CheckFailure } from './check-failure.tsx';
import { CheckLeftOut } from './check-left-out.tsx';

/** Writing: one large surface, or a part for each product. */
export const CheckWrite = () => {
  const { script, words } = useDesk();
  const { write } = words.value.check;
  const rows = script.rows.value;
  return (
    <form
      class="check-paper"
      onSubmit={(event) => {
        event.preventDefault();
        void script.check();
      }}
    >
      <FileChoice />
      <PlatformChoice />
      <CheckLeftOut rows={rows} />
      {rows.map((row, at) => (
        <Draft key={row.id} row={row} at={at} alone={rows.length === 1} />
      ))}
      <div class="check-below">
        <button
          type="button"
          class="button small"
          disabled={rows.length >= CHECK_ROWS_MAX}
          onClick={script.addRow}
        >
          {write.add}
        </button>
        <button type="button" class="button small plain" onClick={script.clear}>
          {write.clear}
        </button>
        <span class="quiet small-text check-units">{write.units(script.units.value, CHECK_UNITS_MAX)}</span>
      </div>
      <div class="check-submit">
        <CheckFailure of="check" />
        <button type="submit" class="button primary" aria-disabled={script.busy.value !== null}>
          {script.busy.value === 'checking' ? write.busy : write.submit}
        </button>
      </div>
    </form>
  );
};

/** The button stands for a field that browsers draw each in its own way. */
const FileChoice = () => {
  const { script, words } = useDesk();
  const { write } = words.value.check;
  const field = useRef<HTMLInputElement>(null);
  const reading = script.busy.value === 'reading';
  const failed = script.failure.value?.type === 'file';
  return (
    <div class="check-file">
      <input
        ref={field}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={write.choose}
        accept=".txt,.docx,.xlsx"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file again, once it was mended, is a choice too.
          event.currentTarget.value = '';
          if (file) void script.load(file);
        }}
      />
      <button type="button" class="button small" onClick={() => field.current?.click()}>
        {write.choose}
      </button>
      <span class="quiet small-text" role="status">
        {reading ? write.reading : failed ? '' : script.file.value ? write.from(script.file.value.name) : ''}
      </span>
      <CheckFailure of="file" />
    </div>
  );
};

/** Where it is to be said: a platform has rules of its own. */
const PlatformChoice = () => {
  const { script, words } = useDesk();
  const { write } = words.value.check;
  const { platform, platforms: known, choose } = script.place;
  const platforms = known.value;
  if (platforms.length === 0) return null;
  return (
    <label class="field check-platform">
      <span>{write.platform}</span>
      <select value={platform.value} onChange={(event) => choose(event.currentTarget.value)}>
        {platforms.map((platform) => (
          <option key={platform} value={platform}>
            {platform}
          </option>
        ))}
        <option value="">{write.noPlatform}</option>
      </select>
    </label>
  );
};

interface DraftProps {
  readonly row: DraftRow;
  readonly at: number;
  readonly alone: boolean;
}

const Draft = ({ row, at, alone }: DraftProps) => {
  const { script, words } = useDesk();
  const { write } = words.value.check;
  const name = row.place ? write.place(row.place.sheet, row.place.row) : write.row(at + 1);
  return (
    <fieldset class={`draft ${alone ? 'draft-alone' : ''}`}>
      <legend class="unseen">{alone ? write.text : name}</legend>
      <div class="draft-head">
        {!alone && (
          <p class="draft-name" aria-hidden="true">
            {name}
          </p>
        )}
        <label class="field draft-product">
          <span>{write.product}</span>
          <input
            type="text"
            maxLength={CHECK_PRODUCT_UNITS_MAX}
            value={row.product}
            onInput={(event) => script.change(row.id, { product: event.currentTarget.value })}
          />
        </label>
        <label class="field draft-category">
          <span>{write.category}</span>
          <select
            value={row.category}
            onChange={(event) =>
              script.change(row.id, { category: event.currentTarget.value as Category | '' })
            }
          >
            <option value="">{write.noCategory}</option>
            {CATEGORY_IDS.map((category) => (
              <option key={category} value={category}>
                {words.value.check.categories[category]}
              </option>
            ))}
          </select>
        </label>
        {!alone && (
          <button type="button" class="button small plain" onClick={() => script.removeRow(row.id)}>
            {write.remove}
          </button>
        )}
      </div>
      {row.categoryWord && row.category === '' && (
        <p class="hint">{write.unknownCategory(row.categoryWord)}</p>
      )}
      <textarea
        class="draft-text"
        aria-label={write.text}
        placeholder={alone ? write.placeholder : undefined}
        rows={alone ? 16 : 4}
        value={row.text}
        spellcheck={false}
        onInput={(event) => script.change(row.id, { text: event.currentTarget.value })}
      />
    </fieldset>
  );
};
