import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const MANIFEST = 'manifest.json';
/** Changed when an older `restore` could no longer read what `backup` writes. */
const FORMAT = 1;

const fileSchema = z.object({ file: z.string(), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type FileNote = z.infer<typeof fileSchema>;

const manifestSchema = z.object({
  format: z.literal(FORMAT, `this is another format than ${FORMAT}: use the release that made it`),
  product: z.string(),
  madeAt: z.iso.datetime(),
  mongo: z.object({
    database: z.string(),
    collections: z.array(fileSchema.extend({ name: z.string(), documents: z.int() })),
    /** The newest stream entry that a log names. */
    newestEntry: z.string().optional(),
  }),
  redis: fileSchema.extend({ keys: z.int() }),
  keys: z.array(fileSchema.extend({ name: z.string() })),
  /** Kept picture and sound. */
  media: z.array(fileSchema).default([]),
});
/** What a backup holds. */
export type Manifest = z.infer<typeof manifestSchema>;

export const newManifest = (rest: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...rest });

/** SHA-256 of a file, read in pieces. */
const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
};

/** What the manifest says of a file that is at rest. */
export const noteFile = async (dir: string, file: string): Promise<FileNote> => ({
  file,
  bytes: (await stat(join(dir, file))).size,
  sha256: await digestOf(join(dir, file)),
});

/**
 * Reads a backup's manifest and holds every file against it.
 * @throws Error that names what is missing or has changed.
 */
export const checkedManifest = async (dir: string): Promise<Manifest> => {
  const text = await readFile(join(dir, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`${dir} holds no ${MANIFEST}: it is no backup, or one that was not finished`);
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${MANIFEST} cannot be read:\n${z.prettifyError(parsed.error)}`);
  const { mongo, redis, keys, media } = parsed.data;
  for (const { file, bytes, sha256 } of [...mongo.collections, redis, ...keys, ...media]) {
    if (file.includes('..') || file.startsWith('/'))
      throw new Error(`${MANIFEST} names a file outside: ${file}`);
    const now = await noteFile(dir, file).catch(() => undefined);
    if (!now) throw new Error(`${file} is missing from the backup`);
    if (now.bytes !== bytes || now.sha256 !== sha256)
      throw new Error(`${file} is not what was written: its SHA-256 differs from the manifest's`);
  }
  return parsed.data;
};
