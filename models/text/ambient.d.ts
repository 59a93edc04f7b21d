/** `natural` ships no types for its parts; the root is never imported, since it reads `.env` and pulls in database drivers. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}
