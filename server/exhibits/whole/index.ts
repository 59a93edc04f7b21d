import type { ExhibitType } from '../../../models/contract/exhibit.ts';
import type { Content } from '../content.ts';
import { walkHeic, walkMovie } from './boxes.ts';
import { walkJpeg } from './jpeg.ts';
import type { LookedAt, Walk, Wholeness } from './look.ts';
import { walkMp3 } from './mp3.ts';
import { walkPdf } from './pdf.ts';
import { walkPng } from './png.ts';
import { walkWav, walkWebp } from './riff.ts';
import { walkWebm } from './webm.ts';

/** A text has no end of its own: every text is whole. */
const walkText: Walk = async () => 'whole';

const WALKS: Readonly<Record<ExhibitType, Walk>> = {
  'image/png': walkPng,
  'image/jpeg': walkJpeg,
  'image/webp': walkWebp,
  'image/heic': walkHeic,
  'application/pdf': walkPdf,
  'video/mp4': walkMovie,
  'video/quicktime': walkMovie,
  'video/webm': walkWebm,
  'audio/mpeg': walkMp3,
  'audio/mp4': walkMovie,
  'audio/wav': walkWav,
  'text/plain': walkText,
};

/**
 * Whether a file is there from beginning to end, as its format says where that is. Its parts are walked, none is decoded: what is
 * whole may still show nothing.
 */
export const wholenessOf = (file: LookedAt, content: Content): Promise<Wholeness> =>
  content === 'markup' || content === 'unknown' ? Promise.resolve('broken') : WALKS[content](file);
