/** Most units a single character may expand to under NFKC (U+FDFA: 18). */
export const EXPANSION_MAX = 18;

/** A text in the making: its units, and where in the original each comes from; used again for the next. */
export class Buffers {
  codes = new Uint16Array(1024);
  starts = new Uint32Array(1024);
  ends = new Uint32Array(1024);
  methods = new Uint8Array(1024);
  length = 0;

  reserve(size: number): void {
    if (size <= this.codes.length) return;
    const grown = Math.max(size, this.codes.length * 2);
    const codes = new Uint16Array(grown);
    codes.set(this.codes);
    const starts = new Uint32Array(grown);
    starts.set(this.starts);
    const ends = new Uint32Array(grown);
    ends.set(this.ends);
    const methods = new Uint8Array(grown);
    methods.set(this.methods);
    this.codes = codes;
    this.starts = starts;
    this.ends = ends;
    this.methods = methods;
  }

  push(code: number, start: number, end: number, method: number): void {
    if (this.length + EXPANSION_MAX >= this.codes.length) this.reserve(this.length + EXPANSION_MAX + 1);
    const at = this.length++;
    this.codes[at] = code;
    this.starts[at] = start;
    this.ends[at] = end;
    this.methods[at] = method;
  }
}

/** Offsets of a text that folds unit by unit: 0, 1, 2, … and 1, 2, 3, …; never written to. */
export class Identity {
  starts = new Uint32Array(0);
  ends = new Uint32Array(0);
  methods = new Uint8Array(0);

  reserve(size: number): void {
    if (size <= this.starts.length) return;
    const grown = Math.max(size, this.starts.length * 2, 1024);
    const all = Uint32Array.from({ length: grown + 1 }, (_, at) => at);
    this.starts = all.subarray(0, grown);
    this.ends = all.subarray(1);
    this.methods = new Uint8Array(grown);
  }
}
