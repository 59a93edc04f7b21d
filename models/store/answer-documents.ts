import type { Person } from '../contract/alert.ts';
import type { AnswerId } from '../contract/answer.ts';
import type { AlertId, BroadcastId, DecisionId, RoomId } from '../contract/ids.ts';
import type { WithheldNotice } from '../contract/withholding.ts';
import { date, Mixed, mixed, schemaOf, text } from './schema-of.ts';

/** What a room says of a decision that was upheld against it. Never changed, but for words that are withheld. */
export interface AnswerDoc {
  _id: AnswerId;
  alertId: AlertId;
  broadcastId: BroadcastId;
  roomId: RoomId;
  /** The decision that it answers. */
  decisionId: DecisionId;
  /** The first answer to the alert; absent in that one itself. */
  to?: AnswerId;
  /** Personal data masked. `null` once withheld. */
  text: string | null;
  withheld?: WithheldNotice;
  /** Broadcast times that it points at, ms. */
  moments: number[];
  by: Person;
  at: Date;
  /** The leaf that records it; absent until the owner of the log has appended it. */
  leafIndex?: number;
}

export const answerDocSchema = schemaOf<AnswerDoc>(
  {
    _id: text,
    alertId: text,
    broadcastId: text,
    roomId: text,
    decisionId: text,
    to: String,
    text: { type: String, default: null },
    withheld: Mixed,
    moments: { type: [Number], required: true },
    by: mixed,
    at: date,
    leafIndex: Number,
  },
  [{ on: { alertId: 1, at: 1 } }, { on: { broadcastId: 1, leafIndex: 1 } }],
);
