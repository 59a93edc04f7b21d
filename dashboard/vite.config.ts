import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Where `npm run dev` of the dashboard finds a running server. */
const SERVER = 'http://127.0.0.1:7400';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [preact({ devToolsEnabled: false })],
  // The reader of files loads what a docx or an xlsx needs only when one comes.
  worker: { format: 'es' },
  server: { proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } } },
  build: {
    outDir: '../.local/build/dashboard',
    emptyOutDir: true,
    // light-dark() stays as written: every colour has its two values side by side in tokens.css.
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // hls.js is one lazy chunk and as large as it is.
    chunkSizeWarningLimit: 700,
  },
});
