import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Answers requests with the files of a folder, and nothing outside it; an address without an extension is the page itself.
 * @param host the only host that is answered
 */
export function rendererFiles(dir: string, host: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    const file = url.host === host && request.method === 'GET' ? fileOf(dir, url.pathname) : undefined
    const content = file === undefined ? undefined : await readFile(file).catch(() => undefined)
    if (file === undefined || content === undefined) return new Response('Not found', { status: 404 })
    return new Response(content, {
      headers: {
        'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
    })
  }
}

/** The file that an address names; undefined where it leads out of the folder. */
function fileOf(dir: string, pathname: string): string | undefined {
  const path = decoded(pathname)
  if (path === undefined || path.includes('\0')) return undefined
  const file = join(dir, extname(path) === '' ? 'index.html' : path)
  const inside = relative(dir, file)
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : file
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
