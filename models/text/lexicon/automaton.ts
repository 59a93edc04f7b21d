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
  const { base, check } = array;
  const size = base.length;
  const fail = new Int32Array(size);
  const output = new Int32Array(size).fill(-1);
  /** Nearest state on the chain of failures that ends a term. */
  const next = new Int32Array(size).fill(0);
  const depth = new Int32Array(terms.length);
  mapped.forEach((units, id) => {
    depth[id] = units.length;
  });
  const step = (state: number, unit: number): number => {
    for (let s = state; ; s = fail[s] as number) {
      const to = (base[s] as number) + unit;
      if (to < size && check[to] === s && to !== 0) return to;
      if (s === 0) return 0;
    }
  };
  for (const node of order) {
    const state = stateOf[node] as number;
    const id = trie.term[node] as number;
    if (id >= 0) output[state] = id;
    for (const [unit, child] of trie.children[node] as Map<number, number>) {
      const to = stateOf[child] as number;
      fail[to] = state === 0 ? 0 : step(fail[state] as number, unit);
    }
  }
  for (const node of order) {
    const state = stateOf[node] as number;
    if (state === 0) continue;
    const failed = fail[state] as number;
    next[state] = (output[failed] as number) >= 0 ? failed : (next[failed] as number);
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
        const unit = classOf[codes[at] as number] as number;
        if (unit === 0) {
          state = 0;
          continue;
        }
        for (;;) {
          const to = (base[state] as number) + unit;
          if (to < size && check[to] === state && to !== 0) {
            state = to;
            break;
          }
          if (state === 0) break;
          state = fail[state] as number;
        }
        let ending = (output[state] as number) >= 0 ? state : (next[state] as number);
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
