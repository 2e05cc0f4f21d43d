import { defineConfig } from 'vite';

const browsers = ['chrome123', 'firefox121', 'safari17.5'];

export default defineConfig({
  base: '/',
  build: {
    target: browsers,
    cssTarget: browsers,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'src/main.ts',
      // htmx holds an eval that its setting in src/htmx.ts turns off, and that the pages' policy forbids.
      checks: { eval: false },
    },
  },
});
