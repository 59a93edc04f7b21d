import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The program of a pack's index.html: one classic script and one style, put into the page as they are. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [preact({ devToolsEnabled: false })],
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
