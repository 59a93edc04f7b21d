import type { AlertView } from '../../models/contract/alert.ts';
import { withholdChosen } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { withholdingWords } from '../words/withholding.ts';
import { KeyHint } from './key-hint.tsx';
import { Withheld } from './withheld.tsx';

/** Withholding the words of the alert on screen, or that they are withheld. */
export const WithholdChoice = ({ alert }: { readonly alert: AlertView }) => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  if (alert.subject.type === 'duty') return null;
  if (alert.withheld)
    return (
      <p class="withhold-choice">
        <Withheld notice={alert.withheldFor} />
      </p>
    );
  return (
    <p class="withhold-choice">
      <button type="button" class="button small plain" onClick={() => withholdChosen(app)}>
        {words.button}… <KeyHint of="withhold" />
      </button>
    </p>
  );
};
