import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A dialog over everything, and what it needs to be told. */
export interface Sheet {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly onCancel: (event: Event) => void;
  readonly onClose: () => void;
}

/**
 * Shows a dialog while something is asked for. `leave` says that it is not any more, `opened` is called once it is there,
 * `closed` once it is gone.
 */
export const useSheet = (
  asked: unknown,
  leave: () => void,
  opened?: () => void,
  closed?: () => void,
): Sheet => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (asked && !dialog.open) {
      dialog.showModal();
      opened?.();
    }
    if (!asked && dialog.open) dialog.close();
  }, [asked]);
  return {
    ref,
    // At once: the browser tells of a closing later, and a key pressed meanwhile would be held for one of the dialog's.
    onCancel: (event) => {
      if (event.target !== ref.current) return;
      event.preventDefault();
      leave();
    },
    onClose: () => {
      // By the time the browser tells of it, it may have been asked for again.
      if (ref.current?.open) return;
      leave();
      closed?.();
    },
  };
};
