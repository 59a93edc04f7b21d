import { asBroadcastId, asEntryId, asPublicId, asRoomId, asTokenId } from '../../../models/contract/ids.ts';
import { broadcastSchema } from '../../../models/contract/ingest.ts';
import { EMPTY_FRONTIER } from '../../../models/contract/log/merkle.ts';
import type { LaneState } from '../../../worker/pipeline/state.ts';

/** Noon of some day, ms since 1970. */
export const NOON_MS = Date.UTC(2026, 10, 22, 12);

/** A broadcast of which nothing has been heard yet. */
export const laneState = (over: Partial<LaneState> = {}): LaneState => ({
  broadcast: {
    _id: asBroadcastId('b1'),
    publicId: asPublicId('AAAAAAAAAAAAAAAAAAAAAA'),
    partition: 0,
    input: broadcastSchema.parse({
      id: 'b1',
      title: '夜场',
      language: 'zh-Hans',
      platform: 'example',
      room: { id: 'r1', name: '小铺', operator: '小铺' },
      presenters: [{ id: 'h', name: '阿青', persona: 'human' }],
      startedAt: new Date(NOON_MS).toISOString(),
    }),
    digest: '',
    roomId: asRoomId('r1'),
    tokenId: asTokenId('t1'),
    startedAt: new Date(NOON_MS),
    public: false,
    demo: false,
    revision: 1,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(NOON_MS),
  },
  head: { frontier: EMPTY_FRONTIER, lastEntryId: asEntryId('0-0'), writtenAtMs: NOON_MS },
  lines: [],
  claims: [],
  gaps: [],
  products: {},
  segments: [],
  latest: {},
  atMs: 0,
  lastEventAtMs: NOON_MS,
  viewers: undefined,
  silentFromMs: undefined,
  endedAtMs: undefined,
  notJudgedUntilMs: 0,
  dutiesLeaf: undefined,
  ledger: undefined,
  signed: { size: 0, atMs: 0 },
  lastHeartbeatMs: 0,
  dirty: false,
  flushedAtMs: 0,
  endShown: false,
  ...over,
});
