import { useEffect, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import { RequestFailed } from '../link/http.ts';
import { saveFile } from '../link/save-file.ts';
import { useDesk } from '../view/desk.ts';

type Making = { readonly type: 'idle' | 'busy' } | { readonly type: 'failed'; readonly text: string };

/** Takes away the evidence pack of the alert: a file that verifies itself. */
export const EvidenceChoice = ({ alert }: { readonly alert: AlertView }) => {
  const { api, words } = useDesk();
  const { evidence } = words.value;
  const [making, setMaking] = useState<Making>({ type: 'idle' });
  useEffect(() => setMaking({ type: 'idle' }), [alert.id]);
  const take = async (): Promise<void> => {
    setMaking({ type: 'busy' });
    try {
      saveFile(await api.evidence(alert.id), `livewitness-evidence-${alert.id}.json`);
      setMaking({ type: 'idle' });
    } catch (cause) {
      const { code, message } =
        cause instanceof RequestFailed ? cause : { code: 'network', message: String(cause) };
      const texts: Readonly<Record<string, string>> = {
        'not-available': evidence.notYet,
        network: words.value.notice.network,
      };
      setMaking({ type: 'failed', text: texts[code] ?? evidence.failed(message) });
    }
  };
  return (
    <section class="evidence" aria-label={evidence.title}>
      <h3>{evidence.title}</h3>
      <p class="quiet small-text">{evidence.what}</p>
      <button
        type="button"
        class="button small"
        aria-disabled={making.type === 'busy'}
        onClick={() => making.type !== 'busy' && void take()}
      >
        {making.type === 'busy' ? evidence.busy : evidence.take}
      </button>
      <p class="small-text" role="status">
        {making.type === 'failed' && making.text}
      </p>
    </section>
  );
};
