import type { Branded, PublicId } from './ids.ts';
import type { GapView, LineView } from './moment.ts';
import type { PublicBroadcast, UpheldDecision } from './public.ts';

/*
 * 凭订单申请调取: a buyer asks for a moment of a broadcast that is not public. Who asks names what they saw; which broadcast it was
 * is found on the moderators' side, so that nobody learns by asking whether there is one.
 */

/** 128 random bits, base64url. */
export type RequestId = Branded<string, 'RequestId'>;
export const asRequestId = (value: string): RequestId => value as RequestId;

/** Longest stretch that one request is for: a quarter of an hour, as the transcript is read. */
export const REQUEST_MINUTES_MAX = 15;
/** Requests of one person that wait at once. */
export const REQUESTS_OPEN_MAX = 5;
/** An answer is promised within this time: 30 days are the most that 个人信息保护法 and consumers' complaints know of, this is a quarter. */
export const REQUEST_ANSWER_DAYS = 7;
/** How long what is released may stay open: until a quarrel is through. */
export const RELEASE_DAYS_MAX = 180;
export const RELEASE_DAYS_DEFAULT = 60;
export const REQUEST_NAME_CHARS_MAX = 100;
export const SAID_CHARS_MAX = 500;
export const REQUEST_WORDS_MAX = 500;
export const ORDER_CHARS_MAX = 64;

/** `withdrawn`: by whoever asked. What was released and is over stays `released`, with an end in the past. */
export const REQUEST_STATES = ['open', 'released', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/**
 * Why a request is refused. `nothing-found` says the same of a broadcast that was not watched, of one that is no longer kept and of
 * one that does not fit.
 */
export const REQUEST_REFUSALS = [
  'nothing-found',
  'order-not-confirmed',
  'unrelated',
  'others-data',
  'other',
] as const;
export type RequestRefusal = (typeof REQUEST_REFUSALS)[number];

/** What was asked, as it is shown. Times in ISO 8601; personal data masked. */
export interface RequestView {
  readonly id: RequestId;
  readonly state: RequestState;
  readonly room: string;
  readonly seller: string;
  readonly product: string;
  /** All but the end is masked. */
  readonly orderNumber: string;
  readonly boughtAt: string;
  readonly fromAt: string;
  readonly minutes: number;
  readonly said: string;
  readonly askedAt: string;
  /** Until when an answer is promised. */
  readonly answerBy: string;
  readonly answered?: {
    readonly at: string;
    readonly reason?: RequestRefusal;
    readonly words?: string;
  };
  readonly release?: RequestRelease;
}

/** What was released. It is open to whoever asked, and to nobody else, until `until`. */
export interface RequestRelease {
  readonly publicId: PublicId;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly until: string;
  readonly isOpen: boolean;
}

/** Answer of `GET /api/requests` to whoever asks for themselves: newest first. */
export interface MyRequestsReply {
  readonly requests: readonly RequestView[];
}

/** A request as moderators see it. */
export interface PlatformRequest extends RequestView {
  readonly by: { readonly id: string; readonly name: string };
  readonly answeredBy?: { readonly id: string; readonly name: string };
}

/** Answer of `GET /api/requests` to moderators: open ones oldest first, answered ones newest first. */
export interface RequestQueueReply {
  readonly requests: readonly PlatformRequest[];
  /** How many wait. */
  readonly open: number;
}

/** A broadcast that may be meant. */
export interface RequestMatch {
  readonly publicId: PublicId;
  readonly title: string;
  readonly roomName: string;
  readonly operator: string;
  readonly sellers: readonly string[];
  readonly public: boolean;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Where in it the time that was asked for begins, ms; before 0 or past its end where the time lies outside. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Largest broadcast time heard, ms. */
  readonly atMs: number;
  /** What fits: a name, the time. */
  readonly fits: { readonly room: boolean; readonly seller: boolean; readonly time: boolean };
}

/** Answer of `GET /api/requests/:id`, for moderators. */
export interface RequestDetail extends PlatformRequest {
  readonly matches: readonly RequestMatch[];
}

/** Answer of `GET /api/requests/:id/moment`, for whoever asked: neutral facts of the stretch, and what was upheld in it. */
export interface ReleasedMoment {
  readonly request: RequestView;
  readonly broadcast: PublicBroadcast;
  readonly fromMs: number;
  readonly untilMs: number;
  /** ISO 8601; from then on it is closed. */
  readonly until: string;
  readonly lines: readonly LineView[];
  readonly gaps: readonly GapView[];
  readonly upheld: readonly UpheldDecision[];
}

/** As much of the end of an order number as may be shown: four characters, and never more than half of it. */
export const maskedOrder = (number: string): string => {
  const shown = Math.min(4, Math.floor(number.length / 2));
  return `****${number.slice(number.length - shown)}`;
};
