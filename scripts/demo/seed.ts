import { asRoomId } from '../../models/contract/ids.ts';
import type { Store } from '../../models/store/store.ts';
import { createToken, revokeDemoTokens } from '../../models/store/tokens.ts';
import { putDemoUser } from '../../models/store/users.ts';
import type { DemoLogin } from './logins.ts';
import { type DemoMember, putDemoOrganisation } from './organisation.ts';
import type { Scenario } from './scenario.ts';

/** How the demo appears in the audit. */
export const DEMO_ACTOR = { id: 'demo', name: 'demo' } as const;
const TOKEN_LABEL = 'demo';

export interface SeedDeps {
  readonly store: Store;
  readonly logins: readonly DemoLogin[];
  readonly scenarios: readonly Scenario[];
  readonly now: Date;
}

/**
 * Makes or renews the demo's people and its sender's token, which may feed the demo's rooms and no other. An organisation
 * has the demo's rooms and its hosts. @returns the token; that of an earlier start is revoked.
 */
export const seed = async ({ store, logins, scenarios, now }: SeedDeps): Promise<string> => {
  const acting = { by: DEMO_ACTOR, now };
  const rooms = scenarios.map((scenario) => asRoomId(scenario.room.id));
  const members: DemoMember[] = [];
  for (const { as, ...person } of logins) {
    const user = await putDemoUser(store, person, acting);
    if (as) members.push({ user, as });
  }
  await putDemoOrganisation(store, members, rooms, { ...acting, reason: 'demo' });
  await revokeDemoTokens(store, TOKEN_LABEL, now);
  const { token } = await createToken(store, { label: TOKEN_LABEL, rooms, demo: true }, acting);
  return token;
};
