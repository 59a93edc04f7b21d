import type {
  MyRequestsReply,
  PlatformRequest,
  ReleasedMoment,
  RequestDetail,
  RequestId,
  RequestQueueReply,
  RequestView,
} from '../../models/contract/release-request.ts';
import type {
  RefusalAsked,
  ReleaseAsked,
  ReleaseRequestInput,
} from '../../models/contract/release-request-schemas.ts';
import type { Ask } from './ask.ts';

/** Asking for a moment by an order (凭订单申请调取), and answering that. Each rejects with `RequestFailed`. */
export interface RequestsApi {
  askForMoment(request: ReleaseRequestInput): Promise<RequestView>;
  myRequests(): Promise<readonly RequestView[]>;
  withdrawRequest(id: RequestId): Promise<RequestView>;
  releasedMoment(id: RequestId): Promise<ReleasedMoment>;
  requestQueue(state: 'open' | 'settled'): Promise<RequestQueueReply>;
  request(id: RequestId): Promise<RequestDetail>;
  releaseMoment(id: RequestId, request: ReleaseAsked): Promise<PlatformRequest>;
  refuseRequest(id: RequestId, request: RefusalAsked): Promise<PlatformRequest>;
  orderNumber(id: RequestId, reason: string): Promise<string>;
}

export const createRequestsApi = (ask: Ask): RequestsApi => {
  const of = (id: RequestId, rest = ''): string => `/api/requests/${encodeURIComponent(id)}${rest}`;
  const json = async <T>(path: string, options?: Parameters<Ask>[1]): Promise<T> =>
    (await (await ask(path, options)).json()) as T;
  const post = <T>(path: string, body?: unknown): Promise<T> =>
    json(path, { method: 'POST', ...(body !== undefined && { body }) });
  return {
    askForMoment: (body) => post('/api/requests', body),
    myRequests: async () => (await json<MyRequestsReply>('/api/requests')).requests,
    withdrawRequest: (id) => post(of(id, '/withdrawal')),
    releasedMoment: (id) => json(of(id, '/moment')),
    requestQueue: (state) => json(`/api/requests?state=${state}`),
    request: (id) => json(of(id)),
    releaseMoment: (id, body) => post(of(id, '/release'), body),
    refuseRequest: (id, body) => post(of(id, '/refusal'), body),
    orderNumber: async (id, reason) =>
      (await post<{ orderNumber: string }>(of(id, '/order-number'), { reason })).orderNumber,
  };
};
