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
