import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import { defineConfig, type Plugin } from 'vite';
import { FRAMES_FILE } from '../models/contract/pack/page.ts';
import { leanPhrases } from './words/lean-phrases.ts';

/** Where `npm run dev` of the dashboard finds a running server. */
const SERVER = 'http://127.0.0.1:7400';

/** A browser fetches a third of the dictionary. */
const leanDictionary: Plugin = {
  name: 'lean-dictionary',
  transform: {
    filter: { id: /opencc-js\/dist\/esm-lib\/dict\/STPhrases\.js$/ },
    handler: () => `export default ${JSON.stringify(leanPhrases(STPhrases, STCharacters))}`,
  },
};

/** The check of packs knows the page that this version puts into them. */
const frames = readFileSync(new URL(`../${FRAMES_FILE}`, import.meta.url), 'utf8');

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact({ devToolsEnabled: false }), leanDictionary],
  define: { PACK_FRAMES: frames },
  // The reader of files loads what a docx or an xlsx needs only when one comes.
  worker: { format: 'es' },
  server: { proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } } },
  build: {
    outDir: '../.local/build/dashboard',
    emptyOutDir: true,
    rolldownOptions: {
      // Two pages: the desks, and the check of packs, which nobody logs in for.
      input: ['./index.html', './verify.html'].map((page) => fileURLToPath(new URL(page, import.meta.url))),
    },
    // light-dark() stays as written: every colour has its two values side by side in tokens.css.
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // hls.js is one lazy chunk and as large as it is.
    chunkSizeWarningLimit: 700,
  },
});
