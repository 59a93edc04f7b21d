import { type ReadonlySignal, signal } from '@preact/signals';

/** What the screen says about something that has happened; words come from the catalogue when it is shown. */
export type Said =
  | { readonly type: 'decided'; readonly action: string; readonly count: number }
  | {
      readonly type: 'conflict';
      readonly code: 'not-found' | 'taken-by-other' | 'already-decided' | 'not-decided' | 'moved-on';
      readonly quote: string;
      readonly who?: string;
      readonly at?: string;
      readonly status?: string;
    }
  | { readonly type: 'failed'; readonly action: string; readonly code: string; readonly message: string }
  | {
      readonly type: 'not-done';
      readonly what: 'prompt' | 'clear' | 'said' | 'confirm';
      readonly code: string;
      readonly message: string;
    };

export interface Notice {
  readonly id: number;
  readonly said: Said;
  /** Does what the notice offers: try again, or reopen. */
  readonly act?: () => void;
}

/** More at once would cover the work; the oldest makes room. */
export const NOTICES_MAX = 3;
/** What went well is gone after this; what did not stays until it is read and closed. */
export const NOTICE_MS = 8_000;

export interface Notices {
  readonly shown: ReadonlySignal<readonly Notice[]>;
  say(said: Said, act?: () => void): void;
  /** Takes back what was decided last, as long as that is offered. */
  undo(): void;
  /** Something newer was decided: what went before can no longer be taken back. */
  supersede(): void;
  close(id: number): void;
  forget(): void;
}

export const createNotices = (later: (act: () => void, ms: number) => () => void): Notices => {
  const shown = signal<readonly Notice[]>([]);
  let last = 0;
  const close = (id: number): void => {
    shown.value = shown.peek().filter((notice) => notice.id !== id);
  };
  const supersede = (): void => {
    shown.value = shown.peek().filter(({ said }) => said.type !== 'decided');
  };
  return {
    shown,
    supersede,
    say(said, act) {
      last += 1;
      const id = last;
      // A new success replaces the one before: only the newest can be taken back.
      if (said.type === 'decided') supersede();
      shown.value = [...shown.peek(), { id, said, ...(act ? { act } : {}) }].slice(-NOTICES_MAX);
      if (said.type === 'decided') later(() => close(id), NOTICE_MS);
    },
    undo(): void {
      const offered = shown.peek().find(({ said, act }) => said.type === 'decided' && act);
      if (!offered) return;
      close(offered.id);
      offered.act?.();
    },
    close,
    forget(): void {
      shown.value = [];
    },
  };
};
