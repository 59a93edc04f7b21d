import type { AlertView } from '../../models/contract/alert.ts';
import { useDesk } from '../view/desk.ts';
import { Withheld } from './withheld.tsx';

/** An alert's words in quotation marks, or what stands in their place. */
export const QuotedWords = ({ alert }: { readonly alert: AlertView }) => {
  const { quoteOpen, quoteClose } = useDesk().words.value;
  if (alert.withheld) return <Withheld notice={alert.withheldFor} />;
  return (
    <>
      {quoteOpen}
      {alert.quote}
      {quoteClose}
    </>
  );
};
