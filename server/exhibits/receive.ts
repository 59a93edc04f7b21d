import type { Request } from 'express';
import {
  EXHIBIT_NAME_MAX,
  EXHIBIT_TYPES,
  type ExhibitType,
  endingOf,
} from '../../models/contract/exhibit.ts';
import { unusableOffset } from '../../models/contract/ingest.ts';
import { isDiskFull } from '../../models/store/disk-full.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { Problem } from '../http/problem.ts';
import { type Content, type ContentLook, createContentLook, fitsName } from './content.ts';
import { wholenessOf } from './whole/index.ts';
import { lookAtFile } from './whole/look.ts';

/** A sender that is silent for so long has gone. */
const SILENT_MS_MAX = 60_000;
/** Left free for what must be recorded, whatever people bring: some hours of many broadcasts. */
const DISK_RESERVE_BYTES = 1024 ** 3;
/** How long an answer may be read by whoever is still sending what it refuses. */
const LINGER_MS = 2_000;

const TAKEN =
  'pictures (PNG, JPEG, WebP, HEIC), PDF, video (MP4, MOV, WebM), sound (MP3, M4A, WAV) and plain text';

/** The name as the file was called where it came from, without folders. @throws Problem `invalid`, `media-type` */
export const fileNameOf = (
  header: string | undefined,
): { readonly name: string; readonly type: ExhibitType } => {
  let name = '';
  try {
    name = decodeURIComponent(header ?? '');
  } catch {
    throw new Problem('invalid', 'X-File-Name: percent-encode the name as UTF-8', { field: 'name' });
  }
  name = (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}|\p{Bidi_Control}|<[^<>]*>?|[<>]/gu, '').trim();
  if (name === '' || name.length > EXHIBIT_NAME_MAX || unusableOffset(name) >= 0)
    throw new Problem('invalid', 'X-File-Name: say what the file is called', { field: 'name' });
  const ending = endingOf(name);
  if (ending === null)
    throw new Problem('media-type', `files of this kind are not taken; taken are ${TAKEN}`, {
      field: 'name',
    });
  return { name, type: EXHIBIT_TYPES[ending] };
};

const SAID: Readonly<Partial<Record<Content, string>>> = { markup: 'a web page', unknown: 'something else' };

const notWhatItSays = (name: string, content: Content): Problem =>
  new Problem(
    'media-type',
    `the file's name ends in .${name.split('.').at(-1)}, but its content is ${SAID[content] ?? content}; nothing was kept`,
    { field: 'content' },
  );

const NOT_WHOLE = {
  cut: (ending: string) =>
    new Problem(
      'media-type',
      `the file is cut short: a whole .${ending} file does not end like this; nothing was kept`,
      {
        field: 'cut',
      },
    ),
  broken: (ending: string) =>
    new Problem('media-type', `the file begins like a .${ending} file, but is none; nothing was kept`, {
      field: 'content',
    }),
};

/** The length that is announced. @throws Problem `length-required`, `too-large`, `invalid` */
export const announcedBytes = (req: Request, bytesMax: number): number => {
  const header = req.get('content-length');
  if (header === undefined || !/^\d{1,16}$/.test(header))
    throw new Problem('length-required', 'say with Content-Length how long the file is');
  const bytes = Number(header);
  if (bytes === 0) throw new Problem('invalid', 'the file is empty', { field: 'content' });
  if (bytes > bytesMax)
    throw new Problem('too-large', `a file may have ${bytesMax} bytes at most; this one has ${bytes}`);
  return bytes;
};

const noRoom = (): Problem =>
  new Problem('no-room', 'there is no room on the server’s disk for this file; nothing of it was kept');

/** What comes, looked at on its way. */
const looked = async function* (
  req: Request,
  look: ContentLook,
  { name, type }: { readonly name: string; readonly type: ExhibitType },
): AsyncGenerator<Buffer> {
  const silent = setTimeout(() => req.destroy(new Error('silent for too long')), SILENT_MS_MAX);
  const refuse = (content: Content): void => {
    if (!fitsName(content, type)) throw notWhatItSays(name, content);
  };
  try {
    // Whoever is refused is told so: the connection is not torn with the iteration.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      silent.refresh();
      look.look(chunk as Buffer);
      const early = look.early();
      if (early !== null) refuse(early);
      yield chunk as Buffer;
    }
    refuse(look.content());
  } finally {
    clearTimeout(silent);
  }
};

/**
 * Keeps a file as it comes, under its hash. What is cut off, too long, not whole, or not what its name says leaves nothing behind.
 * @throws Problem `media-type`, `no-room`; the connection's error where it was cut
 */
export const receiveFile = async (
  req: Request,
  files: MediaFiles,
  named: { readonly name: string; readonly type: ExhibitType },
  bytes: number,
): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  if ((await files.freeBytes()) < bytes + DISK_RESERVE_BYTES) throw noRoom();
  const look = createContentLook();
  const check = async (at: string): Promise<void> => {
    const wholeness = await lookAtFile(at, (file) => wholenessOf(file, look.content()));
    if (wholeness !== 'whole') throw NOT_WHOLE[wholeness](endingOf(named.name) ?? '');
  };
  try {
    return await files.receive(looked(req, look, named), check);
  } catch (error) {
    throw isDiskFull(error) ? noRoom() : error;
  }
};

/** Lets an answer be read before the rest of a body that nobody wants is cut off. */
export const lingerThenCut = (req: Request): void => {
  if (req.complete || req.destroyed) return;
  req.resume();
  const timer = setTimeout(() => req.destroy(), LINGER_MS);
  req.once('close', () => clearTimeout(timer));
};
