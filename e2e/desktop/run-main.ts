/** Runs the built main process in plain Node, the stand-in in place of `electron`. */
import { registerHooks } from 'node:module'

const standIn = new URL('./stand-in-electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
})
await import(new URL('../../out/main/index.js', import.meta.url).href)
