import type { Person } from '../contract/alert.ts';
import type { CaseId } from '../contract/case.ts';
import type { AlertId, BroadcastId } from '../contract/ids.ts';
import { date, mixed, schemaOf, strings, text } from './schema-of.ts';

/** Alerts that a person joined. Never changed. */
export interface CaseDoc {
  _id: CaseId;
  broadcastId: BroadcastId;
  alertIds: AlertId[];
  /** First record that each alert rests on, as far as it has one. */
  of: number[];
  /** Cases that this one takes up. */
  instead: CaseId[];
  /** Personal data masked. */
  reason: string;
  by: Person;
  at: Date;
  /** The leaf that records it; absent until the owner of the log has appended it. */
  leafIndex?: number;
}

export const caseDocSchema = schemaOf<CaseDoc>(
  {
    _id: text,
    broadcastId: text,
    alertIds: strings,
    of: { type: [Number], required: true },
    instead: strings,
    reason: text,
    by: mixed,
    at: date,
    leafIndex: Number,
  },
  [{ on: { broadcastId: 1, at: 1 } }, { on: { alertIds: 1 } }],
);
