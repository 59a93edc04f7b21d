import { type ReadonlySignal, signal } from '@preact/signals';
import type { AlertView, CorrectionAct } from '../../models/contract/alert.ts';
import { coversAll } from '../../models/contract/correction.ts';
import type { AlertId, PublicId } from '../../models/contract/ids.ts';
import { isDecided } from '../../models/contract/status.ts';
import { type Api, type PromptRequest, RequestFailed } from '../link/http.ts';
import type { Notices } from './notices.ts';
import type { Queue } from './queue.ts';

export interface DeskDeps {
  readonly api: Pick<Api, 'prompt' | 'correct'>;
  readonly queue: Pick<Queue, 'apply'>;
  readonly notices: Pick<Notices, 'say'>;
}

/**
 * Where a claim stands between the room and the platform. `said`: the room says that it was corrected, nobody has heard
 * it yet. `done`: it was heard, or a moderator confirmed it. What is said again after that is `open` again.
 */
export type CorrectionState = 'open' | 'said' | 'done';

export const correctionState = (
  alert: Pick<AlertView, 'correction' | 'correctedAtMs' | 'lastAtMs'>,
): CorrectionState => {
  if (alert.correctedAtMs !== undefined) return 'done';
  if (!coversAll(alert)) return 'open';
  return alert.correction?.confirmed ? 'done' : 'said';
};

/** A moderator may confirm what the room says and nobody has heard. */
export const canConfirm = (alert: AlertView): boolean =>
  correctionState(alert) === 'said' && !isDecided(alert.status);

/** How long the room has before the platform sees the alert, in ms; `null` where it sees it already. */
export const heldForMs = ({ heldUntil }: Pick<AlertView, 'heldUntil'>, nowMs: number): number | null => {
  if (heldUntil === undefined) return null;
  return Math.max(0, Date.parse(heldUntil) - nowMs);
};

/** Names what is on its way, so that its button waits. */
export const lineKey = (id: PublicId, { text, alertId, dutyId }: PromptRequest): string =>
  [id, alertId ?? dutyId ?? '', text ?? ''].join(' ');
export const correctionKey = (id: AlertId, act: CorrectionAct): string => `${act} ${id}`;

/** What a room's people do beside the camera: lines for the prompter, corrections. */
export const createDesk = ({ api, queue, notices }: DeskDeps) => {
  const busy = signal<ReadonlySet<string>>(new Set());
  /** What began before this was raised comes too late. */
  let turn = 0;

  /** @returns whether it was done: not while the same is on its way. */
  const during = async (key: string, act: () => Promise<boolean>): Promise<boolean> => {
    if (busy.peek().has(key)) return false;
    busy.value = new Set(busy.peek()).add(key);
    try {
      return await act();
    } finally {
      const next = new Set(busy.peek());
      next.delete(key);
      busy.value = next;
    }
  };
  const failed = (what: 'prompt' | 'clear' | CorrectionAct, cause: unknown, again: () => void): void => {
    const code = cause instanceof RequestFailed ? cause.code : 'other';
    const message = cause instanceof Error ? cause.message : String(cause);
    notices.say({ type: 'not-done', what, code, message }, again);
  };

  const prompt = (id: PublicId, request: PromptRequest): Promise<boolean> => {
    const mine = turn;
    return during(lineKey(id, request), async () => {
      try {
        // What is shown then comes by the feed, to this desk as to every other one of the room.
        await api.prompt(id, request);
        return true;
      } catch (cause) {
        if (mine === turn)
          failed(request.text === null ? 'clear' : 'prompt', cause, () => void prompt(id, request));
        return false;
      }
    });
  };
  const correct = (id: AlertId, act: CorrectionAct): Promise<boolean> => {
    const mine = turn;
    return during(correctionKey(id, act), async () => {
      try {
        const alert = await api.correct(id, act);
        if (mine === turn) queue.apply([alert]);
        return true;
      } catch (cause) {
        if (mine === turn) failed(act, cause, () => void correct(id, act));
        return false;
      }
    });
  };

  return {
    busy: busy as ReadonlySignal<ReadonlySet<string>>,
    prompt,
    correct,
    forget(): void {
      turn += 1;
      busy.value = new Set();
    },
  };
};

export type LiveDesk = ReturnType<typeof createDesk>;
