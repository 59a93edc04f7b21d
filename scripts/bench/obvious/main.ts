import { createHash, createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AhoCorasick } from '@monyone/aho-corasick/fast';
import mongoose from 'mongoose';
import { Converter } from 'opencc-js/t2cn';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { connectRedis } from '../../../models/stream/client.ts';
import { makeTerms } from '../text/lines.ts';

/**
 * The obvious build of the same way, as one would write it in an afternoon from kept libraries: each utterance is read, turned into
 * Simplified Chinese (opencc-js), searched for 5,000 terms (@monyone/aho-corasick), signed, saved as one mongoose
 * document at rest on a majority, its alerts counted up, and acknowledged. In order within a partition, partitions side by side. It does
 * less than the worker (no network, no context, no duties, no Merkle log) and is the yardstick for speed alone.
 *
 * Arguments: consumer group. Environment: MONGODB_URI, REDIS_URL, LOG_SIGNING_KEY_FILE. Runs until it is killed.
 */
const [group = 'obvious'] = process.argv.slice(2);
const { MONGODB_URI = '', REDIS_URL = '', LOG_SIGNING_KEY_FILE = '' } = process.env;
const PARTITIONS = 16;
const TERMS = 5_000;

const matcher = new AhoCorasick(makeTerms(TERMS, 1));
const simplified = Converter({ from: 't', to: 'cn' });
const key = createPrivateKey(readFileSync(LOG_SIGNING_KEY_FILE));

const connection = await mongoose
  .createConnection(MONGODB_URI, { writeConcern: { w: 'majority', journal: true } })
  .asPromise();
const Saved = connection.model(
  'ObviousUtterance',
  new mongoose.Schema({
    broadcastId: { type: String, required: true },
    utteranceId: { type: String, required: true },
    source: String,
    speaker: String,
    atMs: Number,
    text: String,
    hits: [{ start: Number, term: String }],
    hash: String,
    signature: String,
  }),
);
const Alert = connection.model(
  'ObviousAlert',
  new mongoose.Schema({ _id: String, broadcastId: String, term: String, count: Number, lastAtMs: Number }),
);

const record = async (broadcastId: string, json: string): Promise<void> => {
  const given = JSON.parse(json) as { type?: unknown };
  // A broadcast that was registered is nothing to it.
  if (given.type !== 'utterance') return;
  const event = eventSchema.parse(given);
  if (event.type !== 'utterance') return;
  const folded = simplified(event.text.normalize('NFKC')).toLowerCase();
  const hits = matcher.matchInText(folded).map(({ begin, keyword }) => ({ start: begin, term: keyword }));
  const leaf = {
    broadcastId,
    utteranceId: event.id,
    source: event.source,
    atMs: event.atMs,
    text: event.text,
    hits,
  };
  const hash = createHash('sha256').update(JSON.stringify(leaf)).digest();
  const signature = sign(null, hash, key).toString('base64');
  await new Saved({ ...leaf, speaker: event.speaker, hash: hash.toString('hex'), signature }).save();
  for (const { term } of hits)
    await Alert.updateOne(
      { _id: `${broadcastId}:${term}` },
      { $set: { broadcastId, term, lastAtMs: event.atMs }, $inc: { count: 1 } },
      { upsert: true },
    );
};

const consume = async (partition: number): Promise<void> => {
  const client = await connectRedis(REDIS_URL, () => {});
  const stream = `utterances:{p${String(partition).padStart(2, '0')}}`;
  await client.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch(() => undefined);
  for (;;) {
    const read = (await client.xReadGroup(
      group,
      'one',
      { key: stream, id: '>' },
      { COUNT: 1, BLOCK: 1_000 },
    )) as { messages: { id: string; message: Record<string, string> }[] }[] | null;
    for (const { id, message } of read?.[0]?.messages ?? []) {
      await record(message.b ?? '', message.e ?? '{}').catch((error: unknown) => console.error(error));
      await client.xAck(stream, group, id);
    }
  }
};

console.log('ready');
await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => consume(partition)));
