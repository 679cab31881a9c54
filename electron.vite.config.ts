import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import { renderer } from './vite.renderer.config.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The desktop app: main process (ESM), preload (one CommonJS file, as a sandboxed window needs), renderer. */
export default defineConfig({
  main: {
    build: {
      outDir: at('./out/main'),
      minify: false,
      rolldownOptions: {
        input: { index: at('./src/main/electron/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('./out/preload'),
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: { index: at('./src/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer,
})
