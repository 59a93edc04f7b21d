import { useEffect, useState } from 'preact/hooks';
import { KINDS } from '../../models/contract/kinds.ts';
import { copyText } from '../link/copy-text.ts';
import type { Finding } from '../script/flat.ts';
import { sentenceOf } from '../script/report.ts';
import { CHECK_KEYS } from '../state/check-keys.ts';
import { useDesk } from '../view/desk.ts';
import { articleIn, inLanguage, inLanguageOf } from '../words/catalogue.ts';
import { LevelTag } from './level.tsx';

/** What is to be said of the finding that is chosen, and the way to the next. */
export const CheckNote = () => {
  const { script, words } = useDesk();
  const { note } = words.value.check;
  const chosen = script.chosen.value;
  const list = script.shown.value;
  const at = chosen ? list.indexOf(chosen) + 1 : 0;
  return (
    <aside class="check-pane check-note" aria-label={note.label}>
      <div class="note-walk">
        <button type="button" class="button small" disabled={list.length === 0} onClick={script.previous}>
          {note.previous} <Key name="previous" />
        </button>
        <span class="note-position">{note.position(at, list.length)}</span>
        <button type="button" class="button small" disabled={list.length === 0} onClick={script.next}>
          {note.next} <Key name="next" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by key */}
      <div class="note-body" aria-live="polite" tabIndex={0}>
        {chosen ? <FindingNote finding={chosen} /> : <p class="quiet">{note.nothing}</p>}
      </div>
    </aside>
  );
};

const Key = ({ name }: { readonly name: 'next' | 'previous' }) => {
  const { settings } = useDesk();
  if (!settings.singleKeys.value) return null;
  return (
    <span class="key" aria-hidden="true">
      {CHECK_KEYS[name]}
    </span>
  );
};

const FindingNote = ({ finding }: { readonly finding: Finding }) => {
  const { script, settings, words } = useDesk();
  const { check, basis, quoteOpen, quoteClose, facts, moment } = words.value;
  const { note } = check;
  const language = settings.language.value;
  const { claim } = finding;
  const advice = inLanguageOf(claim.quote, claim.rewrite, language);
  // For a reader of another language than the script's the same in theirs below.
  const read = inLanguage(claim.rewrite, language);
  const isOther = (advice === claim.rewrite.en) !== (language === 'en');
  return (
    <>
      <p class="note-head">
        <LevelTag level={claim.level} /> <span class="quiet">{inLanguage(KINDS[claim.kind], language)}</span>
      </p>
      {claim.verdict === 'undetermined' && <p class="quiet small-text">{moment.leftOpen}</p>}
      <p class="note-quote">
        {quoteOpen}
        {claim.quote}
        {quoteClose}
      </p>
      <dl class="note-facts">
        <div>
          <dt>{note.article}</dt>
          <dd>
            <span lang={language}>{articleIn(claim.article, language)}</span>{' '}
            <span class="tag">{basis[claim.basis]}</span>
            {claim.basis !== 'law' && <p class="quiet small-text">{facts.platformOnly}</p>}
            {claim.also?.map((one) => (
              <p key={one.ruleId} class="small-text">
                {note.also} <span class="tag">{basis[one.basis]}</span> {articleIn(one.article, language)}
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{note.reason}</dt>
          <dd>{inLanguage(claim.reason, language)}</dd>
        </div>
        <div>
          <dt>{note.rewrite}</dt>
          <dd>
            <span lang={isOther ? (language === 'en' ? 'zh' : 'en') : undefined}>{advice}</span>
            {isOther && <p class="quiet small-text">{read}</p>}
          </dd>
        </div>
      </dl>
      <SayInstead advice={advice} sentence={sentenceOf(script.checked.value, finding)} />
    </>
  );
};

/** The sentence as it may be said, where one can be made; else the advice alone. */
const SayInstead = ({ advice, sentence }: { readonly advice: string; readonly sentence: string | null }) => {
  const { note } = useDesk().words.value.check;
  if (sentence === null) return <CopyButton text={advice} label={note.copyAdvice} />;
  return (
    <>
      <div class="note-rewrite note-sentence">
        <p class="quiet small-text">{note.sentence}</p>
        <p>{sentence}</p>
      </div>
      <CopyButton text={sentence} label={note.copySentence} />
    </>
  );
};

interface CopyProps {
  readonly text: string;
  readonly label: string;
}

/** How long a button says that it has copied. */
const SAID_MS = 2_000;

/** Copies, and says so in its own place. */
export const CopyButton = ({ text, label }: CopyProps) => {
  const { words } = useDesk();
  const { take } = words.value.check;
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  useEffect(() => setSaid(null), [text]);
  return (
    <button
      type="button"
      class="button small"
      onClick={() => void copyText(text).then((copied) => setSaid(copied ? 'copied' : 'copyFailed'))}
    >
      <span class="said-place">
        <span class={said ? 'said-hidden' : ''}>{label}</span>
        <span role="status">{said && take[said]}</span>
      </span>
    </button>
  );
};
