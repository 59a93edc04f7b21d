import { KEYS } from '../state/keys.ts';
import { useDesk } from '../view/desk.ts';

/** The key that does the same as the button it stands in. */
export const KeyHint = ({ of }: { readonly of: keyof typeof KEYS }) => {
  const { settings } = useDesk();
  if (!settings.singleKeys.value) return null;
  return (
    <span class="key" aria-hidden="true">
      {KEYS[of]}
    </span>
  );
};
