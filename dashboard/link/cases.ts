import type { AlertDetail } from '../../models/contract/alert.ts';
import type { CaseView } from '../../models/contract/case.ts';
import type { AlertId } from '../../models/contract/ids.ts';
import type { Ask } from './ask.ts';

/** Alerts that belong together. Each rejects with `RequestFailed`. */
export interface CasesApi {
  joinAlerts(alerts: readonly AlertId[], reason: string): Promise<CaseView>;
  alert(id: AlertId): Promise<AlertDetail>;
}

export const createCasesApi = (ask: Ask): CasesApi => ({
  joinAlerts: async (alerts, reason) =>
    (await (await ask('/api/cases', { method: 'POST', body: { alerts, reason } })).json()) as CaseView,
  alert: async (id) => (await (await ask(`/api/alerts/${encodeURIComponent(id)}`)).json()) as AlertDetail,
});
