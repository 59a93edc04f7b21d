/** OpenCC's table of phrases, `from to|from to|…`, which opencc-js ships without types. */
declare module 'opencc-js/dict/TWPhrases' {
  const pairs: string;
  export default pairs;
}

/** `natural` ships no types for its parts; the root is never imported, since it reads `.env` and pulls in database drivers. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}

/** As much of WebAssembly as is used here: Node has it, its types leave it to those of a browser. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { readonly initial: number });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
