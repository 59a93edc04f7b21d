import { Router } from 'express';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import { boardOf } from '../../models/duties/board.ts';
import type { Rules } from '../../models/duties/policy/rules.ts';
import type { DutyStateDoc } from '../../models/store/documents.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { maySeeAlerts } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { visibleBroadcast } from './routes.ts';

/** What a broadcast owes before anything of it was heard. */
const NOTHING = { atMs: 0, products: [], room: [], questions: [] } as const;

/**
 * `GET /api/broadcasts/:publicId/duties`: DutiesBoard, what each product owes and what viewers wait for; moderators, admins, and
 * hosts as to their own rooms.
 */
export const dutiesRoutes = ({
  store,
  dutyRules,
}: Pick<Deps, 'store'> & { readonly dutyRules: () => Rules }): Router => {
  const router = Router();
  router.get('/api/broadcasts/:publicId/duties', async (req, res) => {
    if (!maySeeAlerts(someone(res)))
      throw new Problem('forbidden', 'what is still owed is shown to platforms and hosts only');
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const state = await store.dutyStates.findOne({ _id: doc._id }).lean<DutyStateDoc | null>();
    const rules = dutyRules();
    const board: DutiesBoard = {
      publicId: doc.publicId,
      leafIndex: state?.leafIndex ?? 0,
      policy: { ...rules.policy, hash: rules.hash },
      ...(state ? boardOf(rules, state.state) : NOTHING),
    };
    res.json(board);
  });
  return router;
};
