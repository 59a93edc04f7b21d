import type { DutyState } from '../../contract/duty.ts';
import type { UtteranceId } from '../../contract/ids.ts';
import type { Category, Source, UtteranceEvent } from '../../contract/ingest.ts';
import type { Accepts } from '../catalogue/duty.ts';
import type { ListingFacts } from '../compare/listing.ts';
import type { BroadcastFacts } from '../types.ts';

/** What was heard for one duty. All fields of the ledger are read-only: what changes is replaced. */
export interface Statement {
  readonly as: 'stated' | 'partial' | 'pointed' | 'not-applicable';
  readonly atMs: number;
  readonly by: Accepts;
  readonly of?: UtteranceId;
  readonly slots?: Readonly<Record<string, number | string>>;
  /** The same as it was said, for people. */
  readonly words?: Readonly<Record<string, string>>;
  /** Required slots that are still open. */
  readonly lacking?: readonly string[];
  /** The listing, or a later statement, said something else. */
  readonly denied?: true;
  /** Of one that contradicts an earlier one: the words of that. */
  readonly earlier?: Readonly<Record<string, string>>;
  /** Said of a part or a condition (the battery, once opened): not held against anything. */
  readonly limited?: true;
  /** Nobody was named, and it was taken to be said of all that were shown. */
  readonly shared?: true;
  /** Of what the broadcast owes: told of these products alone. */
  readonly alone?: readonly string[];
}

/** Where a duty stands once it is no longer pending. */
export interface DutyEntry {
  readonly state: DutyState;
  readonly atMs: number;
  readonly dueMs: number;
  /** An alert is open for it. */
  readonly raised?: true;
}

/** What a viewers' question does to a duty: by when it is to be answered. */
export interface Asked {
  readonly atMs: number;
  readonly dueMs: number;
}

/** Everything heard of one subject: a product, or the broadcast itself. */
export interface Account {
  readonly heard: Readonly<Record<string, Statement>>;
  readonly duties: Readonly<Record<string, DutyEntry>>;
  /** Duties that something said turned on. */
  readonly triggered: readonly string[];
  /** When a question was waved off, by duty. */
  readonly evasive: Readonly<Record<string, number>>;
  readonly asked: Readonly<Record<string, Asked>>;
}

export interface Introduction {
  readonly fromMs: number;
  /** `null` while the product is being presented. */
  readonly untilMs: number | null;
  /** Nobody but the presenter said so. */
  readonly spoken?: true;
  /** Nobody said which product: it is the next on the links. */
  readonly unsure?: true;
}

/** A product that is being presented, or was a moment ago. */
export interface ProductEntry extends Account {
  readonly name?: string;
  readonly linkNo?: number;
  /** Position among the products introduced, from 1: what "number two" means where links have no numbers. */
  readonly order: number;
  /** The category as the sender told it, whether known or not. */
  readonly told?: string;
  readonly categories: readonly Category[];
  /** Confidence of a category that nobody told, 0 to 1. */
  readonly guessed?: number;
  /** Oldest first. */
  readonly introductions: readonly Introduction[];
  /** The first so many of them were put on the shelf: what was said in them stands in the log alone. */
  readonly shelvedBefore?: number;
  readonly linkMs?: number;
  readonly facts?: ListingFacts;
  /** Further names that the presenter gave it. */
  readonly aliases?: readonly string[];
  /** Where it stands, of two that are shown together. */
  readonly side?: 'left' | 'right';
  /** What was said while its category is a guess. */
  readonly talk?: readonly string[];
}

/** A product of the cart that is not being presented, packed: hundreds of them stand in one document. */
export interface ShelfItem {
  /** Name. */
  readonly n?: string;
  readonly l?: number;
  /** Category as told. */
  readonly c?: string;
  /** When its link opened. */
  readonly o?: number;
  readonly f?: ListingFacts;
  /** Withdrawn: not for sale until it is told of again. */
  readonly w?: true;
  /** What became of it when it was presented. */
  readonly p?: Past;
  /** When it was last told of: the oldest are forgotten first. */
  readonly t: number;
}

export interface Past {
  readonly order: number;
  readonly categories: readonly Category[];
  readonly guessed?: number;
  /** The first introduction and the newest ones: from, until, from, until. */
  readonly spans: readonly number[];
  /** Duties by state, packed as codes of the book; `!` before the state where an alert is open. */
  readonly states: Readonly<Record<string, string>>;
}

/** A viewers' question that waits for an answer. */
export interface Question {
  readonly dutyId: string;
  /** `null`: asked of the broadcast. */
  readonly productId: string | null;
  readonly atMs: number;
  /** When it was asked again, last. */
  readonly lastMs?: number;
  /** Who asked, as short digests: names are nobody's business here. */
  readonly askers: readonly string[];
  readonly of: readonly UtteranceId[];
  readonly deleted?: true;
}

/** What must be shown all the time, as it was seen. */
export interface Cover {
  readonly fromMs: number;
  /** Last time seen. */
  readonly seenMs: number | null;
  readonly shownMs: number;
  readonly longestGapMs: number;
  /** Viewer-milliseconds: with it shown, and all. */
  readonly viewers: readonly [shown: number, all: number];
}

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A viewer's question that holds a fact. */
export interface Offered {
  readonly text: string;
  readonly atMs: number;
  /** The products that it was asked of. */
  readonly ids: readonly string[];
}

/** Plain JSON, so that the next owner reads it back as it was. Under 50 kB, however long the broadcast. */
export interface Ledger {
  /** The book by which duties are packed. */
  readonly book: string;
  /** Hash of the rules by which it was judged last. */
  readonly rules?: string;
  readonly about: BroadcastFacts;
  /** Latest broadcast time heard of each source. */
  readonly latestMs: Readonly<Partial<Record<Source | 'clock', number>>>;
  /** Times that were not heard or judged. */
  readonly gaps: readonly Span[];
  /** A leap of the clock that nothing else has borne out yet, and the gaps that it would make. */
  readonly leap: { readonly atMs: number; readonly gaps: readonly Span[] } | null;
  readonly shelf: Readonly<Record<string, ShelfItem>>;
  readonly open: Readonly<Record<string, ProductEntry>>;
  /** Products being presented. */
  readonly current: readonly string[];
  /** Products introduced so far. */
  readonly introduced: number;
  /** The feed tells of introductions: what the presenter says of them is not needed. */
  readonly told: boolean;
  readonly room: Account & { readonly covers: Readonly<Record<string, Cover>> };
  /** Categories sold so far, and since when anything is. */
  readonly sold: readonly Category[];
  readonly soldMs: number | null;
  readonly questions: readonly Question[];
  /** What a viewer asked for last: and the oil? asks it of the oil. */
  readonly lastAsked?: { readonly atMs: number; readonly dutyIds: readonly string[] };
  /** What a viewer asked last that a mere yes would tell. */
  readonly offered?: Offered | null;
  /** When a viewer asked for something that is none of the duties, last. */
  readonly otherAskedMs?: number;
  /** Whom the last sentence was about. */
  readonly topic: {
    readonly ids: readonly string[];
    readonly atMs: number;
    /** The room went back to one that was put away: what comes next is said of it. */
    readonly back?: true;
    /** The one in hand, where `ids` were only pointed at. */
    readonly hand?: string;
  } | null;
  /** Of several products shown together because nobody said otherwise, the one that the host turned to. */
  readonly focus?: string;
  /** The room's last words, which the next sentence may go on from. */
  readonly last: {
    readonly who: string;
    readonly atMs: number;
    readonly text: string;
    /** Whom its end was about. */
    readonly to: 'all' | 'unsaid' | readonly string[];
  } | null;
  /** What the room said lately while nothing was shown: the event that tells of the product may come after it. */
  readonly early?: readonly UtteranceEvent[];
  readonly audience: { readonly atMs: number; readonly viewers: number } | null;
  readonly drawMs: number | null;
  /** The earliest time at which something may fall due; `null` when unknown. */
  readonly nextMs: number | null;
  readonly ended: boolean;
}

const NOTHING: Account = { heard: {}, duties: {}, triggered: [], evasive: {}, asked: {} };

/** An account of which nothing was heard. */
export const emptyAccount = (): Account => NOTHING;

export const emptyLedger = (about: BroadcastFacts, book: string): Ledger => {
  const { language, regime, startedAt, presenters } = about;
  return {
    book,
    about: { language, regime, ...(startedAt && { startedAt }), ...(presenters && { presenters }) },
    latestMs: {},
    gaps: [],
    leap: null,
    shelf: {},
    open: {},
    current: [],
    introduced: 0,
    told: false,
    room: { ...NOTHING, covers: {} },
    sold: [],
    soldMs: null,
    questions: [],
    topic: null,
    last: null,
    audience: null,
    drawMs: null,
    nextMs: null,
    ended: false,
  };
};

/** Begin of the first introduction. */
export const introducedMs = (product: ProductEntry): number => product.introductions[0]?.fromMs ?? 0;

/** End of the newest introduction; `null` while the product is being presented. */
export const putAwayMs = (product: ProductEntry): number | null =>
  product.introductions.at(-1)?.untilMs ?? null;
