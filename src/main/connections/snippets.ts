import { stringify } from 'smol-toml'
import { httpTarget, type Installation, stdioTarget } from './installation.ts'

/** Something to copy into a client that Connect does not know. */
export interface Snippet {
  id: string
  title: string
  language: 'json' | 'toml' | 'sh' | 'text'
  text: string
  note?: string
}

const json = (value: unknown): string => JSON.stringify(value, null, 2)
const token = 'YOUR_TOKEN'
const tokenNote = `Make a token on the Connections page and put it in the place of ${token}.`
const nameless = 'Such a client is the unnamed assistant in Sojourn; with SOJOURN_CREDENTIAL it has a name of its own.'

export function snippets(installation: Installation): Snippet[] {
  const http = httpTarget(installation)
  const stdio = stdioTarget(installation)
  if (http.transport !== 'http' || stdio.transport !== 'stdio') return []
  const { url } = http
  const { command, args, env } = stdio
  const entry = { command, args, ...(Object.keys(env).length > 0 && { env }) }
  const bearer = { Authorization: `Bearer ${token}` }
  return [
    {
      id: 'address',
      title: 'Address',
      language: 'text',
      text: url,
      note: 'For every client that speaks MCP over HTTP; it asks to be let in when it connects. Add /tasks or another server’s name for that one alone.',
    },
    {
      id: 'http',
      title: 'HTTP, signing in',
      language: 'json',
      text: json({ mcpServers: { sojourn: { type: 'http', url } } }),
    },
    {
      id: 'http-token',
      title: 'HTTP with a token',
      language: 'json',
      text: json({ mcpServers: { sojourn: { type: 'http', url, headers: bearer } } }),
      note: tokenNote,
    },
    {
      id: 'stdio',
      title: 'A command',
      language: 'json',
      text: json({ mcpServers: { sojourn: entry } }),
      note: nameless,
    },
    {
      id: 'stdio-toml',
      title: 'A command, in TOML',
      language: 'toml',
      text: stringify({ mcp_servers: { sojourn: entry } }).trim(),
      note: nameless,
    },
    {
      id: 'mcp-remote',
      title: 'Through mcp-remote',
      language: 'json',
      text: json({ mcpServers: { sojourn: { command: 'npx', args: ['-y', 'mcp-remote', url] } } }),
      note: 'For clients that only start commands but should sign in by themselves.',
    },
    {
      id: 'curl',
      title: 'REST, for scripts',
      language: 'sh',
      text: `curl -s ${new URL('/tools/list_tasks', url).href} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{}'`,
      note: tokenNote,
    },
  ]
}
