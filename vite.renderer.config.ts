import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * How the renderer is built, for both shells: electron-vite takes it, and `npx vite build -c vite.renderer.config.ts`
 * builds it alone. Addresses are relative, so that it runs under a custom scheme and over HTTP; nothing is inlined as
 * a data: address, which the content security policy refuses for fonts. Fonts keep their names, for the pages of the bridge.
 */
export const renderer = {
  root: at('./src/renderer'),
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: at('./out/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    minify: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3200,
    rolldownOptions: {
      input: at('./src/renderer/index.html'),
      output: {
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.woff2')) ? 'fonts/[name][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
} satisfies UserConfig

export default defineConfig(renderer)
