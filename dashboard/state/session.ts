import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { UserId } from '../../models/contract/ids.ts';
import type { AcceptRequest } from '../../models/contract/organisation-schemas.ts';
import type { Me, SessionReply } from '../../models/contract/people.ts';
import { type Api, RequestFailed } from '../link/http.ts';

/** Pause before asking a server again that did not answer. */
const RENEW_RETRY_MS = 2_000;

export type SessionState =
  /** Nothing is known yet. */
  | { readonly type: 'asking' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'nobody'; readonly why: 'first' | 'logout' | 'expired' | 'disabled' }
  | { readonly type: 'person'; readonly me: Me };

export type LoginFailure = 'wrong' | 'too-many' | 'network' | 'other';

/** Who is at the desk. */
export const createSession = (api: Pick<Api, 'session' | 'login' | 'logout' | 'accept'>) => {
  const state = signal<SessionState>({ type: 'asking' });
  const demo = signal(false);
  const loginFailure = signal<{ readonly why: LoginFailure; readonly message: string } | null>(null);
  const busy = signal(false);
  const me = computed(() => (state.value.type === 'person' ? state.value.me : null));

  const failureOf = (cause: unknown): { why: LoginFailure; message: string } => {
    if (!(cause instanceof RequestFailed)) return { why: 'network', message: String(cause) };
    if (cause.status === 401) return { why: 'wrong', message: cause.message };
    if (cause.status === 429) return { why: 'too-many', message: String(cause.retryAfterS ?? 60) };
    return { why: cause.status === 0 ? 'network' : 'other', message: cause.message };
  };

  return {
    state: state as ReadonlySignal<SessionState>,
    me,
    myId: computed<UserId | null>(() => me.value?.id ?? null),
    demo: demo as ReadonlySignal<boolean>,
    loginFailure: loginFailure as ReadonlySignal<{ why: LoginFailure; message: string } | null>,
    busy: busy as ReadonlySignal<boolean>,
    async ask(): Promise<void> {
      try {
        const reply = await api.session();
        demo.value = reply.demo;
        state.value = reply.me ? { type: 'person', me: reply.me } : { type: 'nobody', why: 'first' };
      } catch {
        state.value = { type: 'unreachable' };
      }
    },
    /** Other rights than before: asks anew who one is, until it is known. */
    renew(later: (act: () => void, ms: number) => () => void): void {
      const ask = async (): Promise<void> => {
        if (state.peek().type !== 'person') return;
        try {
          const { me: now } = await api.session();
          if (state.peek().type !== 'person') return;
          state.value = now ? { type: 'person', me: now } : { type: 'nobody', why: 'expired' };
        } catch {
          later(() => void ask(), RENEW_RETRY_MS);
        }
      };
      void ask();
    },
    /** Accepts an invitation, as oneself or with a new login. Rejects with RequestFailed. */
    async accept(request: AcceptRequest): Promise<void> {
      const reply = await api.accept(request);
      if (reply.me) state.value = { type: 'person', me: reply.me };
    },
    /** Somebody is logged in by another way than a login: a code, a new password. */
    enter({ me: now }: SessionReply): void {
      if (now) state.value = { type: 'person', me: now };
    },
    async login(login: string, password: string): Promise<void> {
      busy.value = true;
      loginFailure.value = null;
      try {
        const reply = await api.login(login, password);
        if (reply.me) state.value = { type: 'person', me: reply.me };
      } catch (cause) {
        loginFailure.value = failureOf(cause);
      } finally {
        busy.value = false;
      }
    },
    /** Rejects when the server did not answer: then the person is still logged in, and has to know. */
    async logout(): Promise<void> {
      await api.logout();
      state.value = { type: 'nobody', why: 'logout' };
    },
    ended(why: 'logout' | 'expired' | 'disabled'): void {
      if (state.peek().type === 'person') state.value = { type: 'nobody', why };
    },
  };
};

export type Session = ReturnType<typeof createSession>;
