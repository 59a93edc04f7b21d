import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrganisationId } from '../../models/contract/ids.ts';
import type {
  OrganisationAuditEntry,
  OrganisationList,
  OrganisationView,
} from '../../models/contract/organisation.ts';
import type { Api } from '../link/http.ts';
import { RequestFailed } from '../link/http.ts';

/** Why something was not done: a code that has words of its own, else what the server said. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export const refusalOf = (cause: unknown): Refusal =>
  cause instanceof RequestFailed
    ? { code: cause.code, message: cause.message }
    : { code: 'other', message: cause instanceof Error ? cause.message : String(cause) };

/** What was fetched; `null` until it came. What was there stays while it is fetched again. */
export interface Fetched<T> {
  readonly value: T | null;
  readonly refusal: Refusal | null;
}

export interface AuditRead {
  readonly entries: readonly OrganisationAuditEntry[];
  readonly next?: string;
}

const NOTHING = { value: null, refusal: null } as const;

/** Organisations as they are looked at: the list, one of them, and its audit. */
export const createOrganisations = (api: Api) => {
  const list = signal<Fetched<OrganisationList>>(NOTHING);
  const shown = signal<Fetched<OrganisationView>>(NOTHING);
  const audit = signal<Fetched<AuditRead>>(NOTHING);
  const shownId = signal<OrganisationId | null>(null);
  const busy = signal(false);
  /** What was asked before this was raised comes too late. */
  let turn = 0;

  const fetchInto = async <T>(
    into: typeof list | typeof shown | typeof audit,
    ask: () => Promise<T>,
  ): Promise<void> => {
    const mine = turn;
    const place = into as unknown as { value: Fetched<T>; peek(): Fetched<T> };
    try {
      const value = await ask();
      if (mine === turn) place.value = { value, refusal: null };
    } catch (cause) {
      const refusal = refusalOf(cause);
      const gone = refusal.code === 'not-found' || refusal.code === 'forbidden';
      if (mine === turn) place.value = { value: gone ? null : place.peek().value, refusal };
    }
  };
  const renewList = (): Promise<void> => fetchInto(list, () => api.organisations());
  const renewShown = async (): Promise<void> => {
    const id = shownId.peek();
    if (id) await fetchInto(shown, () => api.organisation(id));
  };
  const renewAudit = async (): Promise<void> => {
    const id = shownId.peek();
    if (id) await fetchInto(audit, () => api.organisationAudit(id));
  };

  return {
    list: list as ReadonlySignal<Fetched<OrganisationList>>,
    shown: shown as ReadonlySignal<Fetched<OrganisationView>>,
    audit: audit as ReadonlySignal<Fetched<AuditRead>>,
    busy: busy as ReadonlySignal<boolean>,
    renewList,
    renewShown,
    renewAudit,
    show(id: OrganisationId): void {
      if (shownId.peek() !== id) {
        turn += 1;
        shownId.value = id;
        shown.value = NOTHING;
        audit.value = NOTHING;
      }
      void renewShown();
    },
    async olderAudit(): Promise<void> {
      const id = shownId.peek();
      const known = audit.peek().value;
      if (!id || !known?.next) return;
      await fetchInto(audit, async () => {
        const page = await api.organisationAudit(id, known.next);
        return { ...page, entries: [...known.entries, ...page.entries] };
      });
    },
    /** Does one act at a time, then fetches what it may have changed. @returns why it was refused, `null` when it was done. */
    async act(doing: () => Promise<unknown>): Promise<Refusal | null> {
      if (busy.peek()) return { code: 'too-many', message: '' };
      busy.value = true;
      try {
        await doing();
        await Promise.all([renewShown(), renewList(), ...(audit.peek().value ? [renewAudit()] : [])]);
        return null;
      } catch (cause) {
        return refusalOf(cause);
      } finally {
        busy.value = false;
      }
    },
    forget(): void {
      turn += 1;
      list.value = NOTHING;
      shown.value = NOTHING;
      audit.value = NOTHING;
      shownId.value = null;
    },
  };
};

export type Organisations = ReturnType<typeof createOrganisations>;
