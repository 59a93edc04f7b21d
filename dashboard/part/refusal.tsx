import type { Refusal } from '../state/organisations.ts';
import { useDesk } from '../view/desk.ts';

/** Why something was not done, in the words of the screen where there are some. */
export const Refused = ({ refusal }: { readonly refusal: Refusal | null }) => {
  const { refused } = useDesk().words.value.host.organisation;
  return (
    <p class="org-refused" role="alert">
      {refusal && (refused[refusal.code] ?? refusal.message)}
    </p>
  );
};
