/**
 * Packs the stdio door as a bundle that Claude Desktop installs with a double click: `npm run build:mcpb` writes
 * `dist/sojourn.mcpb` (manifest 0.3, https://github.com/modelcontextprotocol/mcpb), validated with `@anthropic-ai/mcpb`.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { packExtension, validateManifest } from '@anthropic-ai/mcpb'
import { buildStdio } from './build-stdio.ts'
import { manifest } from './mcpb/manifest.ts'

const project = resolve(import.meta.dirname, '..')

/** @returns the bundle's path */
export async function buildMcpb(bundle = join(project, 'dist', 'sojourn.mcpb')): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'sojourn-mcpb-'))
  try {
    const contents = join(work, 'contents')
    mkdirSync(join(contents, 'server'), { recursive: true })
    await buildStdio(join(contents, 'server'))
    copyFileSync(join(project, 'resources', 'icons', 'icon-512.png'), join(contents, 'icon.png'))
    copyFileSync(join(project, 'LICENSE'), join(contents, 'LICENSE'))
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    writeFileSync(join(contents, 'manifest.json'), `${JSON.stringify(manifest(String(version)), null, 2)}\n`)
    if (!validateManifest(join(contents, 'manifest.json'))) throw new Error('The manifest is not valid')
    const packed = join(work, 'sojourn.mcpb')
    const done = await packExtension({ extensionPath: contents, outputPath: packed, silent: true })
    if (!done) throw new Error('The bundle could not be packed')
    mkdirSync(dirname(bundle), { recursive: true })
    const partial = `${bundle}.part`
    copyFileSync(packed, partial)
    renameSync(partial, bundle)
    return bundle
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (import.meta.main) process.stderr.write(`${await buildMcpb()}\n`)
