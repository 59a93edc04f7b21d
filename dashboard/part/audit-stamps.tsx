import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../view/desk.ts';
import type { AuditStamps } from '../witness/audit-stamps.ts';
import { SealStamps } from './seal-stamps.tsx';

/** That these acts stand in the audit log, and who besides us vouches for its time. */
export const AuditStampsLine = () => {
  const { words } = useDesk();
  const labels = words.value.timestamps;
  const [found, setFound] = useState<AuditStamps | null | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    // Signatures and hashes are only needed here, so that no other screen loads them.
    import('../../models/contract/without-eval.ts')
      .then(({ withoutEval }) => {
        withoutEval();
        return import('../witness/audit-stamps.ts');
      })
      .then(({ readAuditStamps }) =>
        readAuditStamps({
          fetch: (address, init) => fetch(address, { credentials: 'same-origin', ...init }),
          signal: leaving.signal,
        }),
      )
      .then((read) => !leaving.signal.aborted && setFound(read))
      .catch(() => setFound(null));
    return () => leaving.abort();
  }, []);
  if (found === undefined) return null;
  return (
    <p class="quiet small-text audit-stamps" role="status">
      {found && labels.audit(found.size)}{' '}
      <SealStamps stamps={found?.stamps ?? null} size={found?.size ?? 0} />
    </p>
  );
};
