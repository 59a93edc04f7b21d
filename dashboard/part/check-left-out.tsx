import { leftOutNotes } from '../script/left-out.ts';
import type { DraftRow } from '../state/script.ts';
import { useDesk } from '../view/desk.ts';

/** What of the file was not taken as it stands there. */
export const CheckLeftOut = ({ rows }: { readonly rows: readonly DraftRow[] }) => {
  const { script, words } = useDesk();
  const file = script.file.value;
  if (!file) return null;
  const notes = leftOutNotes(file, rows, words.value.check);
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
    </>
  );
};
