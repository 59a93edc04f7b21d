/** What a folder may import, and why no more. The first zone whose folder a file lies in counts. */
export interface Zone {
  readonly folder: string;
  readonly folders: readonly string[];
  /** Packages besides those of Node; `node` stands for all of Node's own. */
  readonly packages: readonly string[];
  readonly reason: string;
}

export const ZONES: readonly Zone[] = [
  {
    folder: 'models/contract',
    folders: ['models/contract'],
    // asn1js reads the tokens of timestamp authorities.
    packages: ['zod', '@noble/hashes', '@noble/curves', 'opencc-js', 'asn1js'],
    reason: 'the contract runs in Node and in every browser, so it knows neither, nor anyone who uses it',
  },
  {
    folder: 'models/text',
    folders: ['models/contract', 'models/text'],
    packages: [
      'node',
      'zod',
      'yaml',
      'natural',
      'opencc-js',
      'pinyin-pro',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-node',
      '@tensorflow/tfjs-backend-wasm',
    ],
    reason: 'judging text must be repeatable from the text and the packs alone, without a store or a stream',
  },
  {
    folder: 'models/duties',
    // Folding, and the arithmetic of what is learned, have one owner each, and are pure as well.
    folders: ['models/contract', 'models/duties', 'models/text/normalise', 'models/text/network'],
    packages: ['node', 'zod', 'yaml'],
    reason: 'duties are a pure reducer: a replay gives the same result as live',
  },
  {
    folder: 'models/store',
    folders: ['models/contract', 'models/store'],
    packages: ['node', 'zod', 'mongoose', '@node-rs/argon2'],
    reason: 'the store answers named questions and knows nothing of who asks, nor of Redis',
  },
  {
    folder: 'models/stream',
    folders: ['models/contract', 'models/stream'],
    packages: ['node', 'zod', 'redis'],
    reason: 'the stream carries and knows nothing of who sends or reads, nor of MongoDB',
  },
  {
    folder: 'worker',
    folders: ['models', 'worker'],
    // The last four draw the report and the pictures of evidence packs.
    packages: ['node', 'zod', 'pino', 'prom-client', 'pdfkit', 'fontkit', 'uqr', '@resvg/resvg-js'],
    reason: 'worker and server meet in Redis, MongoDB and models, so that each can be run and replaced alone',
  },
  {
    folder: 'server',
    folders: ['models', 'server'],
    packages: [
      'node',
      'zod',
      'pino',
      'prom-client',
      'express',
      'express-session',
      'connect-redis',
      'helmet',
      'rate-limiter-flexible',
      'socket.io',
      'ws',
    ],
    reason: 'worker and server meet in Redis, MongoDB and models, so that each can be run and replaced alone',
  },
  {
    folder: 'dashboard',
    folders: ['models/contract', 'dashboard'],
    // The last three read scripts out of files, in a worker that is loaded when a file comes.
    packages: [
      'preact',
      '@preact/signals',
      'hls.js',
      'socket.io-client',
      'fflate',
      'mammoth',
      'read-excel-file',
    ],
    reason:
      'the dashboard is a browser program: what it shares with the rest is the contract, and every package is downloaded by every user',
  },
  {
    folder: 'scripts',
    folders: ['models', 'scripts'],
    // The last five are for training, which compares models and writes lines in both scripts, and for measuring beside peers.
    packages: [
      'node',
      'zod',
      'pino',
      'yaml',
      'mongoose',
      'mongodb-memory-server-core',
      'playwright-core',
      '@tensorflow/tfjs',
      'natural',
      'opencc-js',
      '@monyone/aho-corasick',
      'fastscan',
      // A dashboard of the run that cuts lines.
      'socket.io-client',
      // The bare servers beside which server and feed are measured, and a dashboard that costs next to nothing.
      'express',
      'socket.io',
      'ws',
    ],
    reason: 'commands use models as anyone else does; what they start, they start as processes',
  },
];

/** Tool settings and type declarations are no part of a zone's program. */
export const isSetting = (file: string): boolean => /(^|\/)[\w-]+\.config\.ts$|\.d\.ts$/.test(file);

export const zoneOf = (file: string): Zone | undefined =>
  ZONES.find(({ folder }) => file.startsWith(`${folder}/`));

/** All that may stand in the root. */
export const TOP_LEVEL =
  /^(server|worker|dashboard|models|test|scripts|docs|docker-compose\.yml|package\.json|package-lock\.json|tsconfig[\w.]*\.json|biome\.json|vitest\.config\.ts|README\.md|LICENSE|Dockerfile|\..+)$/;

/** Where the environment may be read: where a process begins, and in what people run by hand. */
export const READS_ENV = /^(server\/main\.ts|worker\/main\.ts|scripts\/|test\/|vitest\.config\.ts)/;
