import { useEffect, useState } from 'preact/hooks';
import { Notices } from '../part/notices.tsx';
import { AccountScreen } from './account.tsx';
import { AnswersScreen } from './answers.tsx';
import { AuditScreen } from './audit.tsx';
import { Bar } from './bar.tsx';
import { BoardScreen } from './board.tsx';
import { BroadcastsScreen } from './broadcasts.tsx';
import { CheckScreen } from './check.tsx';
import { ConsumerScreen } from './consumer.tsx';
import { useDesk } from './desk.ts';
import { HelpSheet } from './help.tsx';
import { HostScreen } from './host.tsx';
import { InvitationScreen } from './invitation.tsx';
import { JoinSheet } from './join.tsx';
import { LoginScreen } from './login.tsx';
import { MineScreen } from './mine.tsx';
import { OpenShell } from './open-shell.tsx';
import { OrganisationScreen } from './organisation.tsx';
import { OutboxScreen } from './outbox.tsx';
import { PlatformMarksScreen } from './platform-marks.tsx';
import { PrompterScreen } from './prompter.tsx';
import { RequestsScreen } from './requests.tsx';
import { RoomsScreen } from './rooms.tsx';
import { WithholdSheet } from './withhold.tsx';

/** Shorter waits pass unnoticed; a skeleton that flashes is worse than none. */
export const SKELETON_AFTER_MS = 300;

/** True once something has been waited for long enough to say so. */
export const useSlow = (waiting: boolean): boolean => {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && slow;
};

const SCREENS = {
  board: BoardScreen,
  broadcasts: BroadcastsScreen,
  host: HostScreen,
  rooms: RoomsScreen,
  check: CheckScreen,
  answers: AnswersScreen,
  requests: RequestsScreen,
  marks: PlatformMarksScreen,
  audit: AuditScreen,
  organisation: OrganisationScreen,
  consumer: ConsumerScreen,
  account: AccountScreen,
  outbox: OutboxScreen,
  mine: MineScreen,
} as const;

/** Everything on the page: who is here decides what. */
export const Shell = () => {
  const app = useDesk();
  const state = app.session.state.value;
  const slow = useSlow(state.type === 'asking');
  if (state.type === 'asking') return slow ? <p class="whole-page">{app.words.value.state.loading}</p> : null;
  if (state.type === 'unreachable') return <Unreachable />;
  const invitation = app.invitation.value;
  if (invitation !== null) return <InvitationScreen key={invitation} token={invitation} />;
  const open = app.openScreen.value;
  if (state.type === 'nobody' && open !== null) return <OpenShell screen={open} />;
  if (state.type === 'nobody') return <LoginScreen why={state.why} />;
  const { screen } = app.route.value;
  // A presenter reads it from across the room: nothing else is on it.
  if (screen === 'prompter') return <PrompterScreen />;
  const Screen = SCREENS[screen];
  return (
    <div class={`shell shell-${screen}`}>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {app.words.value.skip}
      </button>
      <Bar />
      <main id="main" class="main" tabIndex={-1}>
        <Screen />
      </main>
      <Notices />
      <HelpSheet />
      <WithholdSheet />
      <JoinSheet />
    </div>
  );
};

const Unreachable = () => {
  const app = useDesk();
  const { unreachable } = app.words.value;
  return (
    <main class="whole-page">
      <h1>{unreachable.title}</h1>
      <p>{unreachable.text}</p>
      <button type="button" class="button primary" onClick={() => void app.session.ask()}>
        {unreachable.again}
      </button>
    </main>
  );
};
