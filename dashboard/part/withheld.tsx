import type { WithheldNotice } from '../../models/contract/withholding.ts';
import { useDesk } from '../view/desk.ts';
import { localDate } from '../words/time.ts';
import { withholdingWords } from '../words/withholding.ts';

/** What stands where words were: that they are withheld, why, and since when. Plain, and the same everywhere. */
export const useWithheldText = (): ((notice: WithheldNotice | undefined) => string) => {
  const words = withholdingWords[useDesk().settings.language.value];
  return (notice) =>
    notice ? words.gone(words.reasonOf[notice.reason], localDate(Date.parse(notice.at))) : words.goneOnly;
};

export const Withheld = ({ notice }: { readonly notice: WithheldNotice | undefined }) => {
  const textOf = useWithheldText();
  return <span class="withheld">{textOf(notice)}</span>;
};
