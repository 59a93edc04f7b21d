import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { unusableOffset } from '../../models/contract/ingest.ts';
import { CUSTOM_BYTES_MAX, type CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { readCustomPack } from '../../models/text/lexicon/read-custom.ts';
import { parsePackText } from '../../models/text/lexicon/read-pack.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';

/** RFC 9512, and what was usual before it. */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml'];

const reason = z
  .string()
  .trim()
  .min(1, 'say why')
  .max(500)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');
const version = z.number().int().min(1);

/** What comes with a pack. */
export const withPack = z.object({ reason, version: version.optional() });
/** Body of an act that sends no pack. */
export const actBody = z.strictObject({ reason, version });

/** Reads the body of an act on packs, as JSON or as YAML, up to {@link CUSTOM_BYTES_MAX}. */
export const packBody: readonly RequestHandler[] = [
  express.json({ limit: CUSTOM_BYTES_MAX }),
  express.text({ type: YAML_TYPES, limit: CUSTOM_BYTES_MAX }),
];

const bodyOf = (req: Request): Record<string, unknown> => {
  if (req.body === undefined)
    throw new Problem('media-type', 'send the pack as application/json or application/yaml');
  let data: unknown = req.body;
  if (typeof data === 'string') {
    try {
      data = parsePackText(data);
    } catch (error) {
      const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be read';
      throw new Problem('invalid', `the body is not YAML that is taken here: ${what}`);
    }
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Problem('invalid', 'the body is an object with reason, pack, language and entries');
  return data as Record<string, unknown>;
};

/** A whole pack with the reason of the act. @throws Problem `invalid`, `media-type`; PacksRefused. */
export const readPackBody = (
  req: Request,
): { readonly pack: CustomPack; readonly reason: string; readonly version: number | undefined } => {
  const { reason: why, version: on, ...pack } = bodyOf(req);
  const said = read(withPack, { reason: why, version: on });
  return { pack: readCustomPack(pack), reason: said.reason, version: said.version };
};

/** Reason and version of an act that sends no pack. */
export const readActBody = (req: Request): { readonly reason: string; readonly version: number } =>
  read(actBody, bodyOf(req));
