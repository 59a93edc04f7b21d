import type {
  AlertView,
  CorrectionAct,
  DecisionReply,
  DecisionRequest,
} from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { CheckReply, CheckRequest } from '../../models/contract/check.ts';
import type { DutiesBoard, PrompterReply } from '../../models/contract/duty.ts';
import type { AlertId, PublicId } from '../../models/contract/ids.ts';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import type { GapView, LineView, Moment } from '../../models/contract/moment.ts';
import type { AcceptRequest } from '../../models/contract/organisation-schemas.ts';
import type { ErrorReply, SessionReply } from '../../models/contract/people.ts';
import { type AccountsApi, createAccountsApi } from './accounts.ts';
import { type AnswersApi, createAnswersApi } from './answers.ts';
import { type AuditApi, createAuditApi } from './audit.ts';
import { type CasesApi, createCasesApi } from './cases.ts';
import { createEvidencePacksApi, type EvidencePacksApi } from './evidence-packs.ts';
import { createHoldsApi, type HoldsApi } from './holds.ts';
import { createMarksApi, type MarksApi } from './marks.ts';
import { createOrganisationsApi, type OrganisationsApi } from './organisations.ts';
import { createPlatformMarksApi, type PlatformMarksApi } from './platform-marks.ts';
import { createPublicApi, type PublicApi } from './public.ts';
import { createRequestsApi, type RequestsApi } from './requests.ts';
import { createWithholdingApi, type WithholdingApi } from './withholding.ts';

/** An answer that takes longer is treated as none: the person is told and may try again. */
export const REQUEST_DEADLINE_MS = 15_000;

/** Why a request did not do what was asked. `network`: no answer came; otherwise the server's own code and words. */
export class RequestFailed extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly retryAfterS: number | undefined;

  constructor(code: string, status: number, message: string, retryAfterS?: number) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

export interface LinesReply {
  readonly lines: readonly LineView[];
  readonly gaps: readonly GapView[];
}

export interface AlertsPage {
  readonly alerts: readonly AlertView[];
  /** Goes back as `before` for the next older page. */
  readonly next?: string;
}

export interface AlertsQuery {
  readonly state: 'open' | 'decided';
  /** Only those that a room has answered and nobody of the platform has read. */
  readonly answers?: 'new';
  /** Of one broadcast alone. */
  readonly broadcast?: PublicId;
  readonly before?: string;
  readonly limit?: number;
}

/** A line for the presenter; `text` null takes it away. */
export interface PromptRequest {
  readonly text: string | null;
  readonly alertId?: AlertId;
  readonly dutyId?: string;
}

/** What the dashboard asks of the server over HTTP. Each rejects with {@link RequestFailed}. */
export interface Api
  extends PublicApi,
    AccountsApi,
    OrganisationsApi,
    EvidencePacksApi,
    MarksApi,
    PlatformMarksApi,
    AuditApi,
    AnswersApi,
    RequestsApi,
    HoldsApi,
    CasesApi,
    WithholdingApi {
  session(): Promise<SessionReply>;
  login(login: string, password: string): Promise<SessionReply>;
  logout(): Promise<void>;
  /** Accepts an invitation, as whoever is logged in or with a new login. */
  accept(request: AcceptRequest): Promise<SessionReply>;
  broadcasts(): Promise<readonly BroadcastView[]>;
  broadcast(id: PublicId): Promise<BroadcastView>;
  /** At most 15 minutes of broadcast time at once. */
  lines(id: PublicId, fromMs: number, untilMs: number): Promise<LinesReply>;
  /** What is kept of picture and sound, at most 4 hours at once. */
  media(id: PublicId, fromMs: number, untilMs: number, signal?: AbortSignal): Promise<BroadcastMedia>;
  alerts(query: AlertsQuery): Promise<AlertsPage>;
  moment(id: AlertId, signal?: AbortSignal): Promise<Moment>;
  decide(request: DecisionRequest): Promise<DecisionReply>;
  /** Makes a broadcast public, or private again. */
  publish(id: PublicId, isPublic: boolean, reason: string): Promise<BroadcastView>;
  /** Checks a script before a show; nothing of it is kept. */
  check(request: CheckRequest): Promise<CheckReply>;
  /** What each product of a broadcast owes, and what viewers wait for. */
  duties(id: PublicId, signal?: AbortSignal): Promise<DutiesBoard>;
  /** Shows a line on a room's prompter. */
  prompt(id: PublicId, request: PromptRequest): Promise<PrompterReply>;
  /** The room says that a claim was corrected on air, or a moderator confirms it. */
  correct(id: AlertId, act: CorrectionAct): Promise<AlertView>;
}

export interface HttpDeps {
  readonly fetch: typeof fetch;
  /** Called on every 401 outside of logging in: the session is over. */
  readonly onUnauthorised: () => void;
  /** That no answer came, in the reader's words: what a browser says of it is English, and differs from one to the next. */
  readonly unreached: () => string;
}

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const failureOf = async (response: Response): Promise<RequestFailed> => {
  const retryAfterS = Number(response.headers.get('Retry-After')) || undefined;
  const reply = (await response.json().catch(() => null)) as ErrorReply | null;
  const code = reply?.error?.code ?? `http-${response.status}`;
  return new RequestFailed(code, response.status, reply?.error?.message ?? response.statusText, retryAfterS);
};

/** The HTTP door. Keeps the CSRF token of the session and sends it with everything that changes something. */
export const createApi = (deps: HttpDeps): Api => {
  let csrf = '';

  const ask = async (path: string, { method = 'GET', body, signal }: Ask = {}): Promise<Response> => {
    const deadline = AbortSignal.timeout(REQUEST_DEADLINE_MS);
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await deps
      .fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      .catch((cause: unknown) => {
        if (signal?.aborted) throw cause;
        throw new RequestFailed('network', 0, deps.unreached());
      });
    if (response.ok) return response;
    const failure = await failureOf(response);
    if (response.status === 401 && path !== '/api/session') deps.onUnauthorised();
    throw failure;
  };
  const json = async <T>(path: string, options?: Ask): Promise<T> =>
    (await (await ask(path, options)).json()) as T;
  const session = async (options?: Ask, path = '/api/session'): Promise<SessionReply> => {
    const reply = await json<SessionReply>(path, options);
    csrf = reply.csrf;
    return reply;
  };

  return {
    session: () => session(),
    async login(login, password) {
      if (!csrf) await session();
      const reply = await session({ method: 'POST', body: { login, password } });
      return reply;
    },
    async logout() {
      await ask('/api/session', { method: 'DELETE' });
      csrf = '';
    },
    accept: (body) => session({ method: 'POST', body }, '/api/invitations/accept'),
    ...createPublicApi(ask),
    ...createAccountsApi(ask, session),
    ...createOrganisationsApi(ask),
    ...createEvidencePacksApi(ask),
    ...createAnswersApi(ask),
    ...createRequestsApi(ask),
    ...createHoldsApi(ask),
    ...createCasesApi(ask),
    ...createWithholdingApi(ask),
    ...createMarksApi(ask, () => csrf),
    ...createPlatformMarksApi(ask),
    ...createAuditApi(ask),
    broadcasts: async () =>
      (await json<{ broadcasts: readonly BroadcastView[] }>('/api/broadcasts')).broadcasts,
    broadcast: (id) => json(`/api/broadcasts/${encodeURIComponent(id)}`),
    lines: (id, fromMs, untilMs) =>
      json(`/api/broadcasts/${encodeURIComponent(id)}/lines?fromMs=${fromMs}&untilMs=${untilMs}`),
    media: (id, fromMs, untilMs, signal) =>
      json(`/api/broadcasts/${encodeURIComponent(id)}/media?fromMs=${fromMs}&untilMs=${untilMs}`, { signal }),
    alerts({ state, answers, broadcast, before, limit }) {
      const query = new URLSearchParams({
        state,
        ...(answers && { answers }),
        ...(broadcast && { broadcast }),
      });
      if (before) query.set('before', before);
      if (limit) query.set('limit', String(limit));
      return json(`/api/alerts?${query}`);
    },
    moment: (id, signal) => json(`/api/alerts/${encodeURIComponent(id)}/moment`, { signal }),
    decide: (request) => json('/api/decisions', { method: 'POST', body: request }),
    publish: (id, isPublic, reason) =>
      json(`/api/broadcasts/${encodeURIComponent(id)}/visibility`, {
        method: 'POST',
        body: { public: isPublic, reason },
      }),
    check: (request) => json('/api/check', { method: 'POST', body: request }),
    duties: (id, signal) => json(`/api/broadcasts/${encodeURIComponent(id)}/duties`, { signal }),
    prompt: (id, request) =>
      json(`/api/broadcasts/${encodeURIComponent(id)}/prompter`, { method: 'POST', body: request }),
    correct: (id, act) =>
      json(`/api/alerts/${encodeURIComponent(id)}/correction`, { method: 'POST', body: { act } }),
  };
};
