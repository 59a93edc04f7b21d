import { plain } from '../plain.ts';

/** Most products of a cart whose names are compared: the longest broadcasts show some 300. */
const ITEMS_MAX = 500;
/** Longer names carry shop, year and keywords; what a host says is in their first part. */
const NAME_UNITS_MAX = 60;

export interface Named {
  readonly productId: string;
  /** Share of what tells the name from the other names that was said, 0 to 1. */
  readonly share: number;
  /** The same of the next likely one. */
  readonly rival: number;
  readonly start: number;
  readonly end: number;
}

interface Piece {
  readonly text: string;
  readonly isLatin: boolean;
}

interface Entry {
  readonly productId: string;
  readonly pieces: readonly Piece[];
  /** What the name may be called for short: the last word of each of its parts. */
  readonly heads: ReadonlySet<string>;
}

export interface Names {
  readonly entries: readonly Entry[];
  /** In how many names a piece stands. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Sizes, packs and sellers' words that say nothing of which product it is. */
const NOISE =
  /\d+(?:\.\d+)?(?:g|kg|ml|l|克|斤|公斤|毫升|升|片|粒|支|盒|袋|包|罐|瓶|件|套|枚|只|个|入|条|双|寸|英寸|w|瓦)(?:装|\*\d+)?|新款|正品|官方|包邮|现货|女款|男款|儿童款|男女同款|情侣款|通用款|爆款|同款|直播|专享|专属|福利|家用|大容量|礼盒装|限时|特价|\b(?:pack|of|the|with|and|for|new|size|set|a)\b|[^\u3400-\u9fffa-z0-9]+/g;

const piecesOf = (name: string, heads: Set<string>): Piece[] => {
  const pieces = new Map<string, Piece>();
  for (const [run] of name.matchAll(/[\u3400-\u9fff]+|[a-z0-9][a-z0-9'-]*/g)) {
    const isLatin = run.charCodeAt(0) < 128;
    heads.add(isLatin ? run : run.slice(-2));
    if (isLatin || run.length === 2) pieces.set(run, { text: run, isLatin });
    else if (run.length > 2) {
      for (let at = 0; at + 2 <= run.length; at++) {
        const text = run.slice(at, at + 2);
        pieces.set(text, { text, isLatin });
      }
    }
  }
  return [...pieces.values()];
};

/** What tells the products of a cart apart: the two-character pieces and Latin words of their names. */
export const indexNames = (
  cart: readonly { readonly productId: string; readonly name?: string }[],
): Names => {
  const counts = new Map<string, number>();
  const entries: Entry[] = [];
  for (const { productId, name } of cart.slice(0, ITEMS_MAX)) {
    if (name === undefined) continue;
    const cleaned = plain(name.slice(0, NAME_UNITS_MAX)).replace(NOISE, ' ').trim();
    const heads = new Set<string>();
    const pieces = piecesOf(cleaned, heads);
    const last = pieces.at(-1);
    if (!last) continue;
    // Latin words make one part: only the last of them names the thing.
    for (const { text, isLatin } of pieces) if (isLatin && text !== last.text) heads.delete(text);
    for (const { text } of pieces) counts.set(text, (counts.get(text) ?? 0) + 1);
    entries.push({ productId, pieces, heads });
  }
  return { entries, counts };
};

/** A plural or a stem's ending is the same word: `capsule`, `capsules`. */
const findPiece = (said: string, { text, isLatin }: Piece): number => {
  if (!isLatin) return said.indexOf(text);
  const stem = text.length > 3 ? text.replace(/(?:e?s|'s)$/, '') : text;
  for (let at = said.indexOf(stem); at >= 0; at = said.indexOf(stem, at + 1)) {
    const before = said.charCodeAt(at - 1);
    const rest = /^[a-z0-9]*/.exec(said.slice(at + stem.length, at + stem.length + 4))?.[0] ?? '';
    const isStart = !((before >= 97 && before <= 122) || (before >= 48 && before <= 57));
    if (isStart && /^(?:e?s)?$/.test(rest)) return at;
  }
  return -1;
};

/** A name counts as said with this share of it, or with its last word where no other product has that. */
const SHARE_MIN = 0.34;

/**
 * The product whose name is said in a text, best first in share; null where none is, or two are as likely.
 * A piece counts the less, the more names have it.
 */
export const findNamed = (said: string, { entries, counts }: Names): Named | null => {
  let best: Omit<Named, 'rival'> | null = null;
  let second = 0;
  for (const { productId, pieces, heads } of entries) {
    let total = 0;
    let hit = 0;
    let start = said.length;
    let end = 0;
    let headSaid = false;
    for (const piece of pieces) {
      const weight = 1 / (counts.get(piece.text) ?? 1);
      total += weight;
      const at = findPiece(said, piece);
      if (at < 0) continue;
      hit += weight;
      start = Math.min(start, at);
      end = Math.max(end, at + piece.text.length);
      if (heads.has(piece.text) && counts.get(piece.text) === 1) headSaid = true;
    }
    const share = hit / total;
    const worth = headSaid ? Math.max(share, SHARE_MIN + share / 2) : share;
    if (worth < SHARE_MIN) continue;
    if (best === null || worth > best.share) {
      second = best?.share ?? second;
      best = { productId, share: Math.min(1, worth), start, end };
    } else second = Math.max(second, worth);
  }
  return best !== null && best.share > second ? { ...best, rival: second } : null;
};
