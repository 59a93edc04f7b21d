import type { AlertView, Person } from './alert.ts';
import type { Branded } from './ids.ts';
import type { WithheldNotice } from './withholding.ts';

/*
 * 陈述申辩: what a room says of a decision that was upheld against it. It is recorded in the broadcast's log, stands beside the
 * decision wherever that is shown, and is never edited: who wants to say more adds another one.
 */

/** 128 random bits, base64url. */
export type AnswerId = Branded<string, 'AnswerId'>;
export const asAnswerId = (value: string): AnswerId => value as AnswerId;

/** A page of writing: what is read with a decision, by people who have others to read. */
export const ANSWER_CHARS_MAX = 2_000;
/** Moments of the broadcast that one answer points at. */
export const ANSWER_MOMENTS_MAX = 10;
/** Answers to one alert: the first, and what is added over months of dispute. */
export const ANSWERS_MAX = 20;
/** Days within which a room is asked to answer, where nothing else is laid down. Nothing happens when they are over. */
export const ANSWER_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** One answer as it is shown. Times in ISO 8601. */
export interface AnswerView {
  readonly id: AnswerId;
  /** `null` once it was withheld. */
  readonly text: string | null;
  readonly withheld?: WithheldNotice;
  readonly at: string;
  /** The first answer, which this one is added to. */
  readonly to?: AnswerId;
  /** Broadcast times that it points at, ms. */
  readonly moments: readonly number[];
  /** Its record in the broadcast's log; absent for the second or two until it is written. */
  readonly leaf?: number;
  /** Who wrote it; told to the room and the platform alone. */
  readonly by?: Person;
}

/** How many answers there are to an alert, and whether the platform has read the newest. Times in ISO 8601. */
export interface AnswersStanding {
  readonly count: number;
  /** When the newest was given. */
  readonly at: string;
  /** When a moderator last read them with the decision left as it is; absent, or before `at`: there is something new. */
  readonly readAt?: string;
}

/** Answer of `GET /api/alerts/:id/answers`. */
export interface AnswersReply {
  readonly answers: readonly AnswerView[];
  /** Until when the room is asked to answer, ISO 8601; absent where nothing was upheld. */
  readonly wantedBy?: string;
}

/** Until when a decision of this time is to be answered. */
export const answerWantedBy = (decidedAt: string): string =>
  new Date(Date.parse(decidedAt) + ANSWER_DAYS * DAY_MS).toISOString();

/** Whether there is an answer that nobody of the platform has read. */
export const isUnread = (standing: AnswersStanding | undefined): boolean =>
  standing !== undefined && (standing.readAt === undefined || standing.readAt < standing.at);

/** An upheld decision that nobody of the room has answered, as `GET /api/answers/awaited` lists it. */
export interface AwaitedAnswer {
  readonly alert: AlertView;
  readonly wantedBy: string;
}
