/**
 * Builds the stdio door as one self-contained script, `out/stdio/sojourn-mcp.mjs`, for the Node of whatever client starts it
 * (18 or later): nothing of `node_modules`, nothing native. `node scripts/build-stdio.ts`
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '..')

/** Writes the script whole or not at all: an assistant may start it at this very moment. */
export async function buildStdio(outDir = resolve(project, 'out', 'stdio')): Promise<void> {
  mkdirSync(outDir, { recursive: true })
  const work = mkdtempSync(join(outDir, '.building-'))
  try {
    await build({
      configFile: false,
      root: project,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: resolve(project, 'src', 'main', 'headless', 'stdio-door', 'main.ts'),
        target: 'node18',
        outDir: work,
        emptyOutDir: false,
        rollupOptions: {
          output: {
            format: 'es',
            entryFileNames: 'sojourn-mcp.mjs',
            banner: '// Sojourn: the stdio door of its MCP server. Built by scripts/build-stdio.ts.',
          },
        },
      },
    })
    renameSync(join(work, 'sojourn-mcp.mjs'), join(outDir, 'sojourn-mcp.mjs'))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (import.meta.main) await buildStdio()
