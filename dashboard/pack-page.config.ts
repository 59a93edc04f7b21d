import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { frameHashes } from '../models/contract/pack/frames.ts';

/** Notes beside the page by which hashes verifiers know it. */
const frames: Plugin = {
  name: 'frames',
  writeBundle({ dir = '.' }) {
    const [script, style] = ['page.js', 'page.css'].map((name) => readFileSync(join(dir, name), 'utf8'));
    const hashes = frameHashes({ script: script ?? '', style: style ?? '' });
    writeFileSync(join(dir, 'frames.json'), `${JSON.stringify(hashes)}\n`);
  },
};

/** The program of a pack's index.html: one classic script and one style, put into the page as they are. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [preact({ devToolsEnabled: false }), frames],
  build: {
    outDir: '../.local/build/pack-page',
    emptyOutDir: true,
    // A file of its own: a script that adds a style would have to be allowed to.
    cssCodeSplit: false,
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    rolldownOptions: {
      input: {
        page: fileURLToPath(new URL('./pack-page/main.tsx', import.meta.url)),
      },
      output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
    },
  },
});
