import { useEffect, useState } from 'preact/hooks';
import type { AlertDetail, AlertView } from '../../models/contract/alert.ts';
import type { CaseView } from '../../models/contract/case.ts';
import { openAlert } from '../state/open-alert.ts';
import { joinChosen } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { caseWords } from '../words/cases.ts';
import { broadcastTime, localDate } from '../words/time.ts';
import { KeyHint } from './key-hint.tsx';
import { subjectName } from './names.ts';

/** What stands for an alert in a list: when it was, what it is, and the words. */
export const AlertInCase = ({ alert }: { readonly alert: CaseView['alerts'][number] }) => {
  const { settings, words } = useDesk();
  const { quoteOpen, quoteClose, status } = words.value;
  return (
    <>
      <time>{broadcastTime(alert.atMs)}</time> {subjectName(alert, settings.language.value, words.value)}
      {alert.quote && ` ${quoteOpen}${alert.quote}${quoteClose}`}
      {alert.product && ` · ${alert.product}`} <span class="quiet small-text">{status[alert.status]}</span>
    </>
  );
};

interface Props {
  readonly alert: AlertView;
  readonly detail: AlertDetail | null;
}

/** The case that the alert belongs to, with a way to each of its others; and joining more to it. */
export const CaseOf = ({ alert, detail }: Props) => {
  const app = useDesk();
  const words = caseWords[app.settings.language.value];
  const found = detail?.case;
  return (
    <section class="case" aria-labelledby="case-title">
      <h3 id="case-title">{words.title}</h3>
      {found ? (
        <Case key={found.id} found={found} alert={alert} />
      ) : (
        <p class="quiet small-text">{words.none}</p>
      )}
      <button id="join" type="button" class="button small plain" onClick={() => joinChosen(app)}>
        {words.join}… <KeyHint of="join" />
      </button>
    </section>
  );
};

interface CaseProps {
  readonly found: CaseView;
  readonly alert: AlertView;
}

const Case = ({ found, alert }: CaseProps) => {
  const app = useDesk();
  const words = caseWords[app.settings.language.value];
  const [says, setSays] = useState('');
  useEffect(() => setSays(''), [alert.id]);
  const { alerts, reason, by, at, leaf, instead } = found;
  const open = async (id: AlertView['id']): Promise<void> => {
    try {
      openAlert(app, app.queue.alerts.peek().get(id) ?? (await app.api.alert(id)));
    } catch {
      setSays(words.gone);
    }
  };
  return (
    <>
      <p>{words.of(alerts.length - 1)}</p>
      <p class="case-reason">{reason}</p>
      <p class="quiet small-text">
        {words.by(by.name, localDate(Date.parse(at)))} ·{' '}
        {leaf === undefined ? words.recording : words.record(leaf)}
        {instead.length > 0 && ` · ${words.grown(instead.length)}`}
      </p>
      <ul class="case-alerts">
        {alerts.map((one) => (
          <li key={one.id}>
            {one.id === alert.id ? (
              <span aria-current="true">
                <AlertInCase alert={one} /> <span class="tag">{words.here}</span>
              </span>
            ) : (
              <button type="button" class="case-alert" onClick={() => void open(one.id)}>
                <AlertInCase alert={one} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="small-text" role="status">
        {says}
      </p>
    </>
  );
};
