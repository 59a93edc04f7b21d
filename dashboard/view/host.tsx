import { useState } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { AlertId } from '../../models/contract/ids.ts';
import { DeskAgenda } from '../part/desk-agenda.tsx';
import { DeskHead } from '../part/desk-head.tsx';
import { DeskNudges } from '../part/desk-nudges.tsx';
import { DeskPrompter } from '../part/desk-prompter.tsx';
import { DeskQuestions } from '../part/desk-questions.tsx';
import { firstHole, type Hole } from '../state/holes.ts';
import { agendaOf } from '../state/owed.ts';
import { addressOf, screensFor } from '../state/route.ts';
import { AwaitedLink } from './answers.tsx';
import { useDesk, useDuties } from './desk.ts';

/** A line that is being written for the presenter, and what it answers. */
export interface Draft {
  readonly text: string;
  readonly alertId?: AlertId;
  readonly dutyId?: string;
  /** New whenever a line was put there to be gone on with, and what of it is to be filled in. */
  readonly placed?: { readonly hole: Hole | null };
}

/** For whoever sits beside the camera: calm, large, and only what matters now. */
export const HostScreen = () => {
  const { broadcasts, words, route, session } = useDesk();
  const labels = words.value.host;
  const onAir = broadcasts.list.value.filter(({ state }) => state !== 'ended');
  const [wanted] = route.value.rest;
  const broadcast = wanted ? broadcasts.list.value.find(({ publicId }) => publicId === wanted) : onAir[0];
  const loaded = broadcasts.loaded.value;
  if (session.me.value?.memberships.length === 0)
    return <p class="empty host-empty">{labels.organisation.none}</p>;
  return (
    <section class="host" aria-label={labels.title}>
      {onAir.length > 1 && <RoomChoice onAir={onAir} chosen={broadcast} />}
      {loaded && !broadcast && (
        <p class="empty host-empty">
          {wanted ? labels.gone : labels.none} <ToRooms />
        </p>
      )}
      {broadcast && <RoomDesk key={broadcast.publicId} broadcast={broadcast} />}
    </section>
  );
};

/** Where one may see all rooms beside each other. */
const ToRooms = () => {
  const { words, session } = useDesk();
  const me = session.me.value;
  if (!me || !screensFor(me).includes('rooms')) return null;
  return <a href={addressOf({ screen: 'rooms', rest: [] })}>{words.value.host.toRooms}</a>;
};

interface RoomChoiceProps {
  readonly onAir: readonly BroadcastView[];
  readonly chosen: BroadcastView | undefined;
}

/** Which of several rooms that are on air at once. */
const RoomChoice = ({ onAir, chosen }: RoomChoiceProps) => {
  const app = useDesk();
  const labels = app.words.value.host;
  return (
    <p class="desk-choice choice">
      <select
        aria-label={labels.broadcast}
        value={chosen?.publicId ?? ''}
        onChange={({ currentTarget }) => app.go({ screen: 'host', rest: [currentTarget.value] })}
      >
        {onAir.map(({ publicId, title, room }) => (
          <option key={publicId} value={publicId}>
            {room.name} · {title}
          </option>
        ))}
      </select>{' '}
      <ToRooms />
    </p>
  );
};

const RoomDesk = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const of = useDuties(broadcast.publicId);
  const agenda = of.board ? agendaOf(of.board) : [];
  const [draft, setDraft] = useState<Draft>({ text: '' });
  const write = (next: Draft): void => setDraft({ ...next, placed: { hole: null } });
  const fill = (next: Draft): void => setDraft({ ...next, placed: { hole: firstHole(next.text) } });
  return (
    <article class="desk">
      <DeskHead broadcast={broadcast} of={of} />
      <AwaitedLink />
      <DeskAgenda broadcast={broadcast} agenda={agenda} known={of.board !== null} fill={fill} />
      <DeskPrompter broadcast={broadcast} draft={draft} write={setDraft} />
      {of.board && <DeskQuestions broadcast={broadcast} board={of.board} fill={fill} />}
      <DeskNudges
        broadcast={broadcast}
        board={of.board}
        agenda={agenda}
        drafting={draft.text.trim() !== ''}
        edit={write}
        fill={fill}
      />
    </article>
  );
};
