/**
 * Kinds of slot that the readers know, each with the private-use character that stands for it in typed text. `number` is a
 * bare figure, `unit` one of a thing (一盒, 每件, per bag), `count` more of them, `label` the number of a link or
 * an item, `times` how often (两次), `serial` a
 * number that only the words before it say to be one.
 */
export const SLOT_KINDS = {
  duration: '\ue001',
  date: '\ue002',
  day: '\ue003',
  money: '\ue004',
  number: '\ue005',
  weight: '\ue006',
  length: '\ue007',
  count: '\ue008',
  unit: '\ue009',
  percent: '\ue00a',
  degree: '\ue00b',
  tech: '\ue00c',
  age: '\ue00d',
  size: '\ue00e',
  place: '\ue00f',
  code: '\ue010',
  phone: '\ue011',
  clock: '\ue012',
  label: '\ue013',
  times: '\ue014',
  serial: '\ue015',
} as const;

export type SlotKind = keyof typeof SLOT_KINDS;

export const isSlotKind = (word: string): word is SlotKind => Object.hasOwn(SLOT_KINDS, word);

/** A slot's value where it stands in the figures of a prepared sentence. */
export interface Token {
  readonly kind: SlotKind;
  readonly start: number;
  readonly end: number;
  readonly value?: number | string;
  readonly unit?: string;
  readonly approx?: true;
}
