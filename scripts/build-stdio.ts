/**
 * Builds the stdio door as one self-contained script, `out/stdio/sojourn-mcp.mjs`, for the Node of whatever client starts it
 * (18 or later): nothing of `node_modules`, nothing native. `node scripts/build-stdio.ts`
 */
import { resolve } from 'node:path'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '..')

export async function buildStdio(outDir = resolve(project, 'out', 'stdio')): Promise<void> {
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: resolve(project, 'src', 'main', 'headless', 'stdio-door', 'main.ts'),
      target: 'node18',
      outDir,
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
}

if (import.meta.main) await buildStdio()
