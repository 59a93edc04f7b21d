import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { USER_ROLES } from '../../models/contract/people.ts';
import { MEMBER_ROLES } from '../../models/contract/rights.ts';

const loginSchema = z.object({
  login: z.string(),
  name: z.string(),
  role: z.enum(USER_ROLES),
  /** Place in the demo's organisation. */
  as: z.enum(MEMBER_ROLES).optional(),
  password: z.string().min(12),
});
export type DemoLogin = z.infer<typeof loginSchema>;

/** 120 random bits: nobody guesses them, and they can still be typed. */
const PASSWORD_BYTES = 15;

const PEOPLE: readonly Omit<DemoLogin, 'password'>[] = [
  { login: 'admin', name: 'Demo admin', role: 'admin' },
  { login: 'moderator', name: 'Demo moderator', role: 'moderator' },
  { login: 'host', name: 'Demo host', role: 'host', as: 'assistant' },
  { login: 'consumer', name: 'Demo consumer', role: 'consumer' },
  { login: 'owner', name: 'Demo owner', role: 'host', as: 'owner' },
  { login: 'presenter', name: 'Demo presenter', role: 'host', as: 'presenter' },
  { login: 'compliance', name: 'Demo compliance', role: 'host', as: 'compliance' },
];

/** Where the demo's logins are kept, readable by its owner alone. */
export const loginsFile = (rootDir: string): string => path.join(rootDir, '.local', 'demo', 'logins.json');

const known = async (file: string): Promise<DemoLogin[]> => {
  try {
    return z.array(loginSchema).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`cannot read ${file}: ${String(error)}; delete it to have new logins made`);
  }
};

/** The people of the demo: the platform's, a consumer, and the members of its organisation. Passwords are made at random once per installation and kept in {@link loginsFile}. */
export const demoLogins = async (rootDir: string): Promise<DemoLogin[]> => {
  const file = loginsFile(rootDir);
  const kept = await known(file);
  const logins = PEOPLE.map((person) => ({
    ...person,
    password:
      kept.find(({ login }) => login === person.login)?.password ??
      randomBytes(PASSWORD_BYTES).toString('base64url'),
  }));
  if (JSON.stringify(kept) !== JSON.stringify(logins)) {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
  }
  return logins;
};
