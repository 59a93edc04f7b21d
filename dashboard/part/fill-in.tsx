import type { DutyView } from '../../models/contract/duty.ts';
import type { RoomId } from '../../models/contract/ids.ts';
import { listedOf } from '../state/owed.ts';
import { useDesk, useRight } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { inLanguage } from '../words/catalogue.ts';
import { slotName } from '../words/slots.ts';
import { OddPage } from './checklist-item.tsx';

interface Props {
  readonly draft: Draft;
  readonly room: RoomId;
  readonly fill: (draft: Draft) => void;
  readonly look?: string;
}

/** Takes a pattern to where its values are filled in: what is not complete is not for a presenter's eyes. */
export const FillIn = ({ draft, room, fill, look = '' }: Props) => {
  const { words } = useDesk();
  if (!useRight('prompt', room)) return null;
  return (
    <button type="button" class={`button ${look}`} onClick={() => fill(draft)}>
      {words.value.host.fill}
    </button>
  );
};

/** What the product page has of it, for filling in. */
export const Listed = ({ duty }: { readonly duty: DutyView | undefined }) => {
  const { words, settings } = useDesk();
  const { duties } = words.value;
  const listed = duty ? listedOf(duty) : [];
  if (duty?.oddPage) return <OddPage duty={duty} />;
  if (listed.length === 0) return null;
  return (
    <span class="say-listed">
      <span class="quiet">{duties.listed}</span>
      {listed.map(({ slot, listed: value }) => (
        <span key={slot}>
          {inLanguage(slotName(slot), settings.language.value)}
          {duties.colon}
          <strong>{value}</strong>
        </span>
      ))}
    </span>
  );
};
