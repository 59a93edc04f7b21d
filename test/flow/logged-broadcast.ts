import { asAlertId, asBroadcastId, asEntryId, asPublicId, asRoomId } from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import { commit } from '../../models/contract/log/commitment.ts';
import { encodeLeaf, type Leaf } from '../../models/contract/log/leaf.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierText, leafHash } from '../../models/contract/log/merkle.ts';
import type { AlertDoc, BlockDoc, BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import { PUBLIC_ID, sampleLog } from '../models/contract/log/sample-log.ts';

export const id = asBroadcastId('b-evidence');
const publicId = asPublicId(PUBLIC_ID);
export const roomId = asRoomId('r1');

/** The sample with heartbeats after it: long enough for proofs that cross many blocks. */
export const SIZE = 700;
const { leaves: sample, reveals } = sampleLog();
const leaves: Leaf[] = [...sample];

/** A viewer's line: its speaker is nobody's business but the platform's. */
export const CHAT_LEAF = leaves.length;
const sealedChat = (field: string, value: string, fill: number) => {
  const salt = new Uint8Array(16).fill(fill);
  reveals.push({ leaf: CHAT_LEAF, field, value, salt: toHex(salt) });
  return commit(value, salt);
};
leaves.push({
  v: 1,
  kind: 'utterance',
  atMs: 71_000,
  receivedAt: '2026-11-20T12:01:11.000Z',
  entry: '1763640071000-0',
  id: 'c1',
  revision: 0,
  source: 'chat',
  role: 'viewer',
  speaker: sealedChat('speaker', '小满', 0xa1),
  text: sealedChat('text', '买过的都说是假货', 0xa2),
  judged: 'full',
  stages: { lexicon: 'ok', network: 'ok', duties: 'ok' },
});
while (leaves.length < SIZE)
  leaves.push({
    v: 1,
    kind: 'heartbeat',
    atMs: 70_000 + leaves.length,
    receivedAt: '2026-11-20T12:02:00.000Z',
    entry: `1763640080000-${leaves.length}`,
  });
export const texts = leaves.map((leaf) => encodeLeaf(leaf).text);
export const hashes = leaves.map((leaf) => leafHash(encodeLeaf(leaf).bytes));

/** Lengths of the blocks: single records, powers of two and odd ones, and a large batch. */
const LENGTHS = [1, 1, 6, 8, 3, 16, 5, 40, 1, 100, 7, 64, 250, 2, 33];

export const blocks = (): BlockDoc[] => {
  const made: BlockDoc[] = [];
  let frontier = EMPTY_FRONTIER;
  for (let turn = 0; frontier.size < SIZE; turn++) {
    const first = frontier.size;
    const count = Math.min(LENGTHS[turn % LENGTHS.length] ?? 1, SIZE - first);
    frontier = appendLeaves(frontier, hashes.slice(first, first + count));
    made.push({
      broadcastId: id,
      firstLeafIndex: first,
      leafCount: count,
      leaves: texts.slice(first, first + count),
      lastEntryId: asEntryId(`1763640080000-${first + count}`),
      frontier: frontierText(frontier),
      epoch: 1,
      writtenAt: new Date(0),
    });
  }
  return made;
};

export const sealedDocs = (): SealedDoc[] =>
  [...new Set(reveals.map(({ leaf }) => leaf))].map((leafIndex) => ({
    broadcastId: id,
    leafIndex,
    kind: leaves[leafIndex]?.kind ?? '',
    atMs: leaves[leafIndex]?.atMs ?? 0,
    entryId: asEntryId(leaves[leafIndex]?.entry ?? '0-0'),
    values: Object.fromEntries(
      reveals
        .filter(({ leaf }) => leaf === leafIndex)
        .map(({ field, value, salt }) => [field, { value, salt }]),
    ),
  }));

export const at = new Date('2026-11-20T12:00:00Z');
export const broadcast: BroadcastDoc = {
  _id: id,
  publicId,
  partition: 0,
  input: {} as BroadcastDoc['input'],
  digest: '',
  roomId,
  tokenId: '' as BroadcastDoc['tokenId'],
  startedAt: at,
  public: false,
  demo: false,
  revision: 1,
  atMs: 0,
  products: {},
  silent: false,
  logSize: SIZE,
  unsent: false,
  updatedAt: at,
};

export const alertOf = (name: string, leafIndex: number): AlertDoc => ({
  _id: asAlertId(name),
  key: name,
  generation: 1,
  cardKey: name,
  broadcastId: id,
  roomId,
  broadcast: { publicId, title: '', language: 'zh-Hans', startedAt: at.toISOString(), roomId, roomName: '' },
  subject: { type: 'claim', kind: 'price-fictitious-original', group: 'price' },
  verdict: 'flag',
  severity: 'high',
  rank: 3,
  basis: 'law',
  confidence: 0.9,
  quote: '全网最低价',
  article: '广告法 9(3)',
  reason: { zh: '', en: '' },
  suggestion: { zh: '', en: '' },
  steps: [],
  occurrences: [{ start: 5, end: 10, atMs: 12_340, leafIndex }],
  occurrenceIds: [],
  count: 1,
  firstAtMs: 12_340,
  lastAtMs: 12_340,
  acceptedAtMs: 0,
  raisedAt: at,
  updatedAt: at,
  status: 'open',
  revision: 1,
  unsent: false,
});
