import { useEffect, useRef, useState } from 'preact/hooks';
import { checkedText } from '../../models/contract/check.ts';
import { saveFile } from '../link/save-file.ts';
import type { Compared } from '../script/compare-receipt.ts';
import { stampOf } from '../script/report.ts';
import type { Checked } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';
import { localTime } from '../words/time.ts';

const json = (text: string): Blob => new Blob([text], { type: 'application/json' });

/** When, by what, and over which text: what stands on record of a check, and how anyone verifies it. */
export const CheckReceipt = ({ checked }: { readonly checked: Checked }) => {
  const { clock, words } = useDesk();
  const { provenance } = words.value;
  const { receipt: labels, take } = words.value.check;
  const { receipt } = checked.reply;
  const stamp = stampOf(checked.reply);
  const at = Date.parse(receipt.checkedAt);
  const facts = [
    [labels.at, `${localTime(at, clock.nowMs.peek())} (${receipt.checkedAt})`],
    [labels.hash, receipt.text.sha256],
    ...(receipt.platform ? [[labels.platform, receipt.platform] as const] : []),
    [labels.rules, receipt.versions.packs],
    [labels.normaliser, receipt.versions.normaliser],
    [labels.model, (receipt.stages.network === 'ok' && receipt.versions.model) || provenance.noModel],
  ] as const;
  return (
    <section class="check-receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title">{labels.title}</h2>
      <dl class="receipt-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p class="small-text">{labels.what}</p>
      <p class="small-text">{labels.how}</p>
      <div class="check-acts">
        <button
          type="button"
          class="button small"
          onClick={() =>
            saveFile(json(`${JSON.stringify(receipt, null, 2)}\n`), `livewitness-receipt-${stamp}.json`)
          }
        >
          {take.receipt}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => saveFile(json(checkedText(checked.sent)), `livewitness-checked-text-${stamp}.json`)}
        >
          {take.text}
        </button>
        <Compare checked={checked} />
      </div>
    </section>
  );
};

const Compare = ({ checked }: { readonly checked: Checked }) => {
  const { words } = useDesk();
  const { receipt: labels } = words.value.check;
  const field = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<Compared | null>(null);
  useEffect(() => setResult(null), [checked]);
  const texts = { same: labels.same, other: labels.other, 'not-one': labels.notOne };
  const compare = async (file: File): Promise<void> => {
    // Hashing is only needed here, so that no other screen loads it.
    const { compareReceipt } = await import('../script/compare-receipt.ts');
    setResult(await compareReceipt(file, checked.sent));
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={labels.compare}
        accept=".json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void compare(file);
        }}
      />
      <button type="button" class="button small" onClick={() => field.current?.click()}>
        {labels.compare}
      </button>
      <p class={`compared compared-${result ?? 'none'}`} role="status">
        {result && texts[result]}
      </p>
    </>
  );
};
