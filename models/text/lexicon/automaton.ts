/** Hits of one scan, in order of their ends; valid until the next scan of the same automaton. */
export interface Hits {
  readonly terms: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
}

/** Aho-Corasick over 16-bit units as a double array, with all overlaps. */
export interface Automaton {
  readonly states: number;
  scan(codes: Uint16Array, length: number): Hits;
}

interface Trie {
  readonly children: Map<number, number>[];
  readonly term: number[];
}

const buildTrie = (terms: readonly ArrayLike<number>[]): Trie => {
  const children: Map<number, number>[] = [new Map()];
  const term: number[] = [-1];
  terms.forEach((units, id) => {
    let node = 0;
    for (let at = 0; at < units.length; at++) {
      const unit = units[at] as number;
      let next = children[node]?.get(unit);
      if (next === undefined) {
        next = children.length;
        children.push(new Map());
        term.push(-1);
        children[node]?.set(unit, next);
      }
      node = next;
    }
    if (node === 0) throw new Error(`term ${id} is empty`);
    if (term[node] !== -1) throw new Error(`terms ${term[node]} and ${id} are the same`);
    term[node] = id;
  });
  return { children, term };
};

/** Places every node's children in one array so that `check[base + unit]` names the parent; first fit from the first free cell. */
class DoubleArray {
  base = new Int32Array(1 << 12);
  check = new Int32Array(1 << 12).fill(-1);
  private firstFree = 1;

  private grow(size: number): void {
    if (size < this.base.length) return;
    const grown = Math.max(size + 1, this.base.length * 2);
    const base = new Int32Array(grown);
    base.set(this.base);
    const check = new Int32Array(grown).fill(-1);
    check.set(this.check);
    this.base = base;
    this.check = check;
  }

  place(state: number, units: readonly number[]): void {
    const first = units[0] as number;
    const last = units[units.length - 1] as number;
    let misses = 0;
    for (let cell = Math.max(this.firstFree, first); ; cell++) {
      const base = cell - first;
      this.grow(base + last);
      if (units.every((unit) => this.check[base + unit] === -1 && base + unit !== 0)) {
        this.base[state] = base;
        for (const unit of units) this.check[base + unit] = state;
        break;
      }
      // Dense regions are left behind for good once they refuse often: keeps building linear in the number of terms.
      if (++misses > 64 && cell > this.firstFree) this.firstFree = cell - 32;
    }
    while (this.check[this.firstFree] !== -1 && this.firstFree < this.check.length - 1) this.firstFree++;
  }
}

/**
 * Compiles terms to an automaton. Units are first mapped to small classes, so that the arrays stay dense.
 * Throws when a term is empty or given twice.
 */
export const buildAutomaton = (terms: readonly ArrayLike<number>[]): Automaton => {
  const classOf = new Uint16Array(65536);
  let classes = 0;
  for (const units of terms) {
    for (let at = 0; at < units.length; at++) {
      const unit = units[at] as number;
      if (classOf[unit] === 0) classOf[unit] = ++classes;
    }
  }
  const mapped = terms.map((units) => Array.from(units, (unit) => classOf[unit] as number));
  const trie = buildTrie(mapped);
  const nodes = trie.children.length;
  const array = new DoubleArray();
  const stateOf = new Int32Array(nodes);
  const order: number[] = [0];
  for (let at = 0; at < order.length; at++) {
    const node = order[at] as number;
    const state = stateOf[node] as number;
    const units = [...(trie.children[node] as Map<number, number>).keys()].sort((a, b) => a - b);
    if (units.length === 0) continue;
    array.place(state, units);
    const base = array.base[state] as number;
    for (const unit of units) {
      const child = trie.children[node]?.get(unit) as number;
      stateOf[child] = base + unit;
      order.push(child);
    }
  }
  return createScanner(trie, mapped, order, stateOf, array, classOf);
};

/** Per state: base, the state it belongs to, where to go on when no child fits, and the nearest state that ends a term. */
const CELL = { base: 0, check: 1, fail: 2, ending: 3, size: 4 } as const;

/** Lays base, check, failures and outputs side by side, so that a step reads one line of memory. */
const layCells = (
  trie: Trie,
  order: readonly number[],
  stateOf: Int32Array,
  array: DoubleArray,
  classes: number,
) => {
  const { base, check } = array;
  // Padded by the classes, so that no step needs to ask whether it leaves the array.
  const cells = new Int32Array((base.length + classes + 1) * CELL.size);
  for (let state = 0; state * CELL.size < cells.length; state++) {
    cells[state * CELL.size + CELL.base] = base[state] ?? 0;
    cells[state * CELL.size + CELL.check] = check[state] ?? -1;
  }
  const at = (state: number, what: number): number => cells[state * CELL.size + what] as number;
  const step = (state: number, unit: number): number => {
    for (let s = state; ; s = at(s, CELL.fail)) {
      const to = at(s, CELL.base) + unit;
      if (at(to, CELL.check) === s) return to;
      if (s === 0) return 0;
    }
  };
  const output = new Int32Array(base.length).fill(-1);
  for (const node of order) {
    const state = stateOf[node] as number;
    output[state] = trie.term[node] as number;
    for (const [unit, child] of trie.children[node] as Map<number, number>) {
      const to = stateOf[child] as number;
      cells[to * CELL.size + CELL.fail] = state === 0 ? 0 : step(at(state, CELL.fail), unit);
    }
  }
  /** Nearest state further along the chain of failures that ends a term; 0: none. */
  const next = new Int32Array(base.length);
  for (const node of order) {
    const state = stateOf[node] as number;
    if (state === 0) continue;
    next[state] = at(at(state, CELL.fail), CELL.ending);
    cells[state * CELL.size + CELL.ending] = (output[state] as number) >= 0 ? state : (next[state] as number);
  }
  return { cells, output, next };
};

const createScanner = (
  trie: Trie,
  mapped: readonly (readonly number[])[],
  order: readonly number[],
  stateOf: Int32Array,
  array: DoubleArray,
  classOf: Uint16Array,
): Automaton => {
  const classes = classOf.reduce((most, one) => Math.max(most, one), 0);
  const { cells, output, next } = layCells(trie, order, stateOf, array, classes);
  const depth = Int32Array.from(mapped, (units) => units.length);
  /** Where the root goes by code: most characters of a text begin no term, and cost one look here. */
  const first = new Int32Array(65536);
  for (let code = 0; code < first.length; code++) {
    const unit = classOf[code] as number;
    const to = (array.base[0] as number) + unit;
    if (unit !== 0 && array.check[to] === 0) first[code] = to;
  }
  let found = { terms: new Int32Array(256), starts: new Int32Array(256), ends: new Int32Array(256) };
  const grow = (): void => {
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    found = { terms: wider(found.terms), starts: wider(found.starts), ends: wider(found.ends) };
  };
  return {
    states: order.length,
    scan(codes, length) {
      let count = 0;
      let state = 0;
      for (let at = 0; at < length; at++) {
        const code = codes[at] as number;
        if (state !== 0) {
          const unit = classOf[code] as number;
          if (unit === 0) {
            state = 0;
            continue;
          }
          for (;;) {
            const to = (cells[state * CELL.size] as number) + unit;
            if (cells[to * CELL.size + CELL.check] === state) {
              state = to;
              break;
            }
            state = cells[state * CELL.size + CELL.fail] as number;
            if (state === 0) break;
          }
        }
        if (state === 0) {
          state = first[code] as number;
          if (state === 0) continue;
        }
        let ending = cells[state * CELL.size + CELL.ending] as number;
        while (ending !== 0) {
          const id = output[ending] as number;
          if (count === found.terms.length) grow();
          found.terms[count] = id;
          found.starts[count] = at + 1 - (depth[id] as number);
          found.ends[count] = at + 1;
          count++;
          ending = next[ending] as number;
        }
      }
      return { terms: found.terms, starts: found.starts, ends: found.ends, count };
    },
  };
};
