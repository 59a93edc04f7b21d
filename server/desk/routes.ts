import { randomBytes } from 'node:crypto';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { type CorrectionAct, correctionSchema } from '../../models/contract/alert.ts';
import { PROMPT_CHARS_MAX, type Prompt, type PrompterReply } from '../../models/contract/duty.ts';
import { asAlertId } from '../../models/contract/ids.ts';
import { unusableOffset } from '../../models/contract/ingest.ts';
import { toAlertView } from '../../models/store/alert-view.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { noteCorrection } from '../../models/store/note-correction.ts';
import { setPrompt } from '../../models/store/set-prompt.ts';
import { asSeenBy } from '../alerts/as-seen-by.ts';
import { visibleBroadcast } from '../broadcasts/routes.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayCorrect, mayDecide, mayPrompt, mayReadPrompt, maySeeAlert } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';

type DeskDeps = Pick<Deps, 'store' | 'now'> & { readonly announcer: Announcer };

/** An id of one's own is never longer. */
const ID_CHARS_MAX = 64;
const line = z
  .string()
  .trim()
  .min(1, 'write what the presenter is to read')
  .max(PROMPT_CHARS_MAX)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');

/** Body of `POST /api/broadcasts/:publicId/prompter`. */
export const promptBody = z.strictObject({
  text: line.nullable(),
  alertId: z.string().max(ID_CHARS_MAX).optional(),
  dutyId: z.string().max(ID_CHARS_MAX).optional(),
});

/** The room's people say so, the platform's confirm. @throws Problem `unauthorised`, `not-found`, `forbidden` */
const mayAct = (res: Response, alert: AlertDoc | null, act: CorrectionAct): AlertDoc => {
  const person = someone(res);
  if (!alert || !maySeeAlert(person, alert)) throw new Problem('not-found', 'there is no such alert');
  res.locals.publicId = alert.broadcast.publicId;
  if (act === 'said' ? mayCorrect(person, alert) : mayDecide(person)) return alert;
  const who = act === 'said' ? 'only the room’s own people say what it corrected' : 'only moderators confirm';
  throw new Problem('forbidden', who);
};

const REFUSED = {
  'not-found': ['not-found', 'there is no such alert'],
  'not-said': ['conflict', 'nobody of the room has said that it was corrected'],
  'already-decided': ['conflict', 'the alert has been decided'],
} as const;

/**
 * `GET /api/broadcasts/:publicId/prompter`: PrompterReply. `POST` of the same {text, alertId?, dutyId?}: PrompterReply; `text` null
 * clears it. Hosts: reading with the right `desk`, writing with `prompt` as to the room.
 * `POST /api/alerts/:id/correction` {act}: AlertView; `said` by a host with the right `correct` as to the room, `confirm` by moderators and admins; audited.
 */
export const deskRoutes = (deps: DeskDeps): Router => {
  const router = Router();
  const { store, announcer } = deps;

  const deskOf = async (res: Response, publicId: string, may: typeof mayPrompt) => {
    const doc = await visibleBroadcast(store, res, publicId);
    if (!may(someone(res), doc))
      throw new Problem('forbidden', 'only the room’s own people whose role allows it');
    return doc;
  };

  router.get('/api/broadcasts/:publicId/prompter', async (req, res) => {
    const { prompt } = await deskOf(res, req.params.publicId, mayReadPrompt);
    res.json({ prompt: prompt ?? null } satisfies PrompterReply);
  });

  router.post('/api/broadcasts/:publicId/prompter', async (req, res) => {
    const { text, alertId, dutyId } = read(promptBody, req.body);
    const doc = await deskOf(res, req.params.publicId, mayPrompt);
    const now = new Date(deps.now());
    const prompt: Prompt | null =
      text === null
        ? null
        : {
            id: randomBytes(8).toString('hex'),
            text,
            ...(alertId !== undefined && { alertId: asAlertId(alertId) }),
            ...(dutyId !== undefined && { dutyId }),
            by: someone(res).name,
            at: now.toISOString(),
          };
    const changed = await setPrompt(store, doc._id, prompt, now);
    if (!changed) throw new Problem('not-found', 'there is no such broadcast');
    await announcer.broadcasts([changed]);
    res.json({ prompt } satisfies PrompterReply);
  });

  router.post('/api/alerts/:id/correction', async (req, res) => {
    const { act } = read(correctionSchema, req.body);
    const alert = mayAct(res, await alertById(store, asAlertId(req.params.id)), act);
    const { _id: id, name } = someone(res);
    const now = new Date(deps.now());
    const noted = await noteCorrection(store, alert._id, act, { by: { id, name }, now });
    if (!noted.ok) {
      const [code, message] = REFUSED[noted.code];
      throw new Problem(code, message);
    }
    await announcer.alerts([noted.alert]);
    res.json(asSeenBy(someone(res), toAlertView(noted.alert)));
  });

  return router;
};
