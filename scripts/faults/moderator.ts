import type { DecisionReply } from '../../models/contract/alert.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import type { Stage } from './stage.ts';

/** A person with a session, as a browser holds it. */
export interface Moderator {
  readonly cookie: string;
  uphold(alertId: string, revision: number): Promise<DecisionReply>;
}

const cookieOf = (response: Response): string =>
  (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

export const logIn = async ({ url, login }: Stage): Promise<Moderator> => {
  const nobody = await fetch(`${url}/api/session`);
  const { csrf } = (await nobody.json()) as SessionReply;
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, cookie: cookieOf(nobody) },
    body: JSON.stringify(login),
  });
  if (!response.ok) throw new Error(`login: ${response.status}`);
  const cookie = cookieOf(response);
  const session = (await response.json()) as SessionReply;
  return {
    cookie,
    async uphold(id, revision) {
      const decided = await fetch(`${url}/api/decisions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, cookie },
        body: JSON.stringify({ action: 'uphold', alerts: [{ id, revision }] }),
      });
      return (await decided.json()) as DecisionReply;
    },
  };
};
