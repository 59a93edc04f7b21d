import type { AlertView } from '../../models/contract/alert.ts';
import { withholdChosen } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { withholdingWords } from '../words/withholding.ts';
import { KeyHint } from './key-hint.tsx';
import { Withheld } from './withheld.tsx';

/** Withholding the words of the alert on screen, or its picture and sound; and that its words are withheld. */
export const WithholdChoice = ({ alert }: { readonly alert: AlertView }) => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  return (
    <p class="withhold-choice">
      {alert.withheld && (
        <>
          <Withheld notice={alert.withheldFor} />{' '}
        </>
      )}
      <button type="button" class="button small plain" onClick={() => withholdChosen(app)}>
        {words.button}… <KeyHint of="withhold" />
      </button>
    </p>
  );
};
