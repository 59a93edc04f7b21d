import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageProgram } from '../../models/contract/pack/page.ts';

/** Reads the program of index.html as set-up has built it. @throws when it is not built */
export const readPageProgram = async (rootDir: string): Promise<PageProgram> => {
  const at = join(rootDir, '.local/build/pack-page');
  const [script, style] = await Promise.all([
    readFile(join(at, 'page.js'), 'utf8'),
    readFile(join(at, 'page.css'), 'utf8'),
  ]);
  return { script, style };
};
