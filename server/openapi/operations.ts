import type { Operation } from './operation.ts';
import { accountOperations } from './operations/accounts.ts';
import { alertOperations } from './operations/alerts.ts';
import { answerOperations } from './operations/answers.ts';
import { auditLogOperations } from './operations/audit-log.ts';
import { broadcastOperations } from './operations/broadcasts.ts';
import { deskOperations } from './operations/desk.ts';
import { evidencePackOperations } from './operations/evidence-packs.ts';
import { holdOperations } from './operations/holds.ts';
import { logOperations } from './operations/log.ts';
import { markOperations } from './operations/marks.ts';
import { mediaOperations } from './operations/media.ts';
import { organisationOperations } from './operations/organisations.ts';
import { packOperations } from './operations/packs.ts';
import { policyOperations } from './operations/policies.ts';
import { publicOperations } from './operations/public.ts';
import { publicLogOperations } from './operations/public-log.ts';
import { requestOperations } from './operations/requests.ts';
import { senderOperations } from './operations/senders.ts';
import { sessionOperations } from './operations/session.ts';
import { systemOperations } from './operations/system.ts';

/** Every route with each method. A route that is added to the server is described in `operations/`, or a test fails. */
export const OPERATIONS: readonly Operation[] = [
  ...sessionOperations,
  ...accountOperations,
  ...alertOperations,
  ...answerOperations,
  ...broadcastOperations,
  ...deskOperations,
  ...organisationOperations,
  ...publicOperations,
  ...publicLogOperations,
  ...logOperations,
  ...auditLogOperations,
  ...holdOperations,
  ...evidencePackOperations,
  ...markOperations,
  ...mediaOperations,
  ...requestOperations,
  ...senderOperations,
  ...packOperations,
  ...policyOperations,
  ...systemOperations,
];
