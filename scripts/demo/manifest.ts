import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { eventSchema } from '../../models/contract/ingest.ts';
import { mediaDir, SCENARIOS, type ScenarioName } from './scenario.ts';

/** One caption as shown and as put into the subtitle rendition. Times in ms from the broadcast's start. */
const cueSchema = z.strictObject({
  id: z.string(),
  line: z.string(),
  speaker: z.string(),
  startMs: z.int(),
  endMs: z.int(),
  text: z.string(),
});
const spokenSchema = z.strictObject({
  id: z.string(),
  speaker: z.string(),
  startMs: z.int(),
  endMs: z.int(),
  text: z.string(),
});

/** `manifest.json` beside a scenario's media: everything that playing it needs. */
export const manifestSchema = z.strictObject({
  scenario: z.enum(SCENARIOS),
  language: z.string(),
  durationMs: z.int().positive(),
  /** First decode time of the fragments in ms: what X-TIMESTAMP-MAP has to name. */
  mediaStartMs: z.int().min(0),
  codecs: z.string(),
  width: z.int(),
  height: z.int(),
  frameRate: z.number(),
  bandwidthBitsPerS: z.int().positive(),
  averageBandwidthBitsPerS: z.int().positive(),
  segments: z.array(z.strictObject({ durationMs: z.int().positive(), bytes: z.int().positive() })).min(1),
  spoken: z.array(spokenSchema),
  cues: z.array(cueSchema),
  /** What is posted to the server, in order of `atMs`; speech is not among it: it comes through the captions. */
  events: z.array(eventSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Cue = z.infer<typeof cueSchema>;
export type Spoken = z.infer<typeof spokenSchema>;

export const readManifest = async (rootDir: string, name: ScenarioName): Promise<Manifest> =>
  manifestSchema.parse(
    JSON.parse(await readFile(path.join(mediaDir(rootDir, name), 'manifest.json'), 'utf8')),
  );
