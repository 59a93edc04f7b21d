import { useEffect, useState } from 'preact/hooks';
import type { AlertDetail } from '../../models/contract/alert.ts';
import { NETWORK_PACK } from '../../models/contract/claim.ts';
import { isGroup } from '../../models/contract/kinds.ts';
import { copyText } from '../link/copy-text.ts';
import { useDesk } from '../view/desk.ts';
import { groupName } from './names.ts';

/** Enough to tell versions apart by eye; the whole of it is one step away. */
const SHORT_HASH_UNITS = 8;
/** How long a hash says that it was copied. */
const SAID_MS = 2_000;

/** By which rule, packs and model a claim was judged; `null` while that is fetched. What was not there is said. */
export const Provenance = ({ detail }: { readonly detail: AlertDetail | null }) => {
  const { provenance } = useDesk().words.value;
  return (
    <dl class="provenance">
      <div>
        <dt>{provenance.rule}</dt>
        <dd>{detail ? <Rule detail={detail} /> : '…'}</dd>
      </div>
      <div>
        <dt>{provenance.packs}</dt>
        <dd>{detail?.versions ? <Hash name={provenance.packs} value={detail.versions.packs} /> : '…'}</dd>
      </div>
      <div>
        <dt>{provenance.model}</dt>
        <dd>
          {!detail?.versions && '…'}
          {detail?.versions &&
            (detail.versions.model ? (
              <Hash name={provenance.model} value={detail.versions.model} />
            ) : (
              <span class="provenance-away">{provenance.noModel}</span>
            ))}
        </dd>
      </div>
    </dl>
  );
};

const Rule = ({ detail }: { readonly detail: AlertDetail }) => {
  const { settings, words } = useDesk();
  const { packId, ruleId = '' } = detail;
  if (packId === NETWORK_PACK) {
    const group = isGroup(ruleId) ? groupName(ruleId, settings.language.value, words.value) : ruleId;
    return <>{words.value.provenance.noRule(group, words.value.percent(detail.confidence))}</>;
  }
  return <code>{packId === undefined ? ruleId : `${packId}/${ruleId}`}</code>;
};

interface HashProps {
  readonly name: string;
  readonly value: string;
}

const Hash = ({ name, value }: HashProps) => {
  const { provenance } = useDesk().words.value;
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  useEffect(() => setSaid(null), [value]);
  const copy = async (): Promise<void> =>
    setSaid((await copyText(value)) ? provenance.copied : provenance.copyFailed);
  return (
    <button
      type="button"
      class="hash"
      aria-label={`${value.slice(0, SHORT_HASH_UNITS)}: ${provenance.copy(name, value)}`}
      onClick={() => void copy()}
    >
      <code>{value.slice(0, SHORT_HASH_UNITS)}</code>
      <code class="hash-whole" aria-hidden="true">
        {value}
      </code>
      <span class="hash-said" role="status">
        {said}
      </span>
    </button>
  );
};
