import type { PublicId, RoomId } from '../../models/contract/ids.ts';
import type { PromptRequest } from '../link/http.ts';
import { lineKey } from '../state/desk.ts';
import { useDesk, useRight } from '../view/desk.ts';

interface Props {
  readonly id: PublicId;
  readonly room: RoomId;
  readonly line: PromptRequest & { readonly text: string };
  readonly look?: string;
}

/** One tap, and the presenter reads it. */
export const ToPrompter = ({ id, room, line, look = '' }: Props) => {
  const { desk, words } = useDesk();
  const labels = words.value.host;
  const busy = desk.busy.value.has(lineKey(id, line));
  if (!useRight('prompt', room)) return null;
  return (
    <button type="button" class={`button ${look}`} disabled={busy} onClick={() => void desk.prompt(id, line)}>
      {busy ? labels.sending : labels.toPrompter}
    </button>
  );
};
