import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard, DutyView, ProductDuties } from '../../models/contract/duty.ts';
import { asProductId, asPublicId, asRoomId } from '../../models/contract/ids.ts';
import { STARTED } from './sample.ts';

export const ROOM = asPublicId('b1');

export const dutyOf = (id: string, over: Partial<DutyView> = {}): DutyView => ({
  id,
  name: { zh: `名${id}`, en: `name ${id}` },
  say: { zh: `说${id}`, en: `say ${id}` },
  tier: 'spoken',
  need: 'required',
  severity: 'medium',
  article: '食品安全法 67',
  state: 'pending',
  ...over,
});

export const productOf = (over: Partial<ProductDuties> = {}): ProductDuties => ({
  productId: asProductId('p1'),
  name: '灯1号',
  categories: ['home-appliance'],
  introductions: [{ fromMs: 1_000, untilMs: null }],
  current: true,
  duties: [],
  ...over,
});

export const boardOf = (over: Partial<DutiesBoard> = {}): DutiesBoard => ({
  publicId: ROOM,
  leafIndex: 1,
  atMs: 60_000,
  policy: { id: 'standard', version: 1, hash: '00' },
  products: [],
  room: [],
  questions: [],
  ...over,
});

export const broadcastOf = (over: Partial<BroadcastView> = {}): BroadcastView => ({
  publicId: ROOM,
  revision: 1,
  title: '晚间专场',
  language: 'zh-Hans',
  platform: 'a platform',
  room: { id: asRoomId('r1'), name: '云朵小铺', operator: 'an operator' },
  form: 'live',
  regime: 'ad',
  state: 'live',
  startedAt: STARTED,
  atMs: 60_000,
  openAlerts: 0,
  logSize: 1,
  public: false,
  ...over,
});
