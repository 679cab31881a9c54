import type { BoundTool } from '../../shared/tool.ts'
import { schemaOf } from './openapi.ts'
import { restResources } from './rest-resources.ts'

/** What the page may load: its own style, nothing else. */
export const docsPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const style = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1e2421;--soft:#5d6661;--line:#e5e2da;--accent:#0e6b62;--sunk:#f3f1ec}
@media(prefers-color-scheme:dark){:root{--paper:#131615;--ink:#e8e6e0;--soft:#a5ada8;--line:#2b312e;--accent:#63c7b9;--sunk:#202523}}
body{font:15px/1.6 system-ui,sans-serif;background:var(--paper);color:var(--ink);max-width:58rem;margin:0 auto;padding:2.5rem 1.5rem 5rem}
h1{font-family:Georgia,serif;font-weight:500;font-size:2rem;margin:0}h2{font-family:Georgia,serif;font-weight:500;margin:2.2rem 0 .4rem}
p,li{color:var(--soft)}a{color:var(--accent)}code,pre{font:13px/1.5 ui-monospace,monospace}
details{border-top:1px solid var(--line);padding:.55rem 0}summary{cursor:pointer;color:var(--ink)}summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
summary small{color:var(--soft);margin-left:.6rem}pre{background:var(--sunk);padding:.8rem 1rem;border-radius:8px;overflow:auto;white-space:pre-wrap}
.effect{font-size:12px;border:1px solid var(--line);border-radius:99px;padding:.1rem .5rem;color:var(--soft);margin-left:.5rem}`

/** The browsable page at `/docs`: every tool with its schemas, from the same definitions as everything else. */
export function docsPage(tools: BoundTool[], url: string): string {
  const servers = Map.groupBy(tools, (tool) => tool.server)
  const sections = [...servers].map(
    ([server, its]) =>
      `<h2 id="${escapeHtml(server)}">${escapeHtml(server)}</h2>${its.map((tool) => toolDetails(tool, url)).join('')}`,
  )
  const resources = restResources
    .map(
      ({ path }) =>
        `<li><code>GET POST /api/v1/${path}</code>, <code>GET PATCH DELETE /api/v1/${path}/{id}</code></li>`,
    )
    .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sojourn: REST</title><style>${style}</style></head><body><main>
<h1>Sojourn on this machine</h1>
<p>Every tool answers at <code>POST /api/v1/tools/{name}/call</code> with <code>{"params": {…}}</code> and at <code>POST /tools/{name}</code>
with the input itself. Send <code>Authorization: Bearer …</code>: the token of this machine stands in <code>bridge.json</code> in the data
folder. The same as OpenAPI 3.1: <a href="/openapi.json">openapi.json</a>.</p>
<p>Plain resources over the same tools:</p><ul>${resources}</ul>
<nav aria-label="Servers"><p>${[...servers.keys()].map((name) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`).join(' · ')}</p></nav>
${sections.join('')}</main></body></html>`
}

function toolDetails({ definition }: BoundTool, url: string): string {
  const curl = `curl -X POST ${url}/tools/${definition.name} -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{}'`
  return `<details><summary><code>${escapeHtml(definition.name)}</code><span class="effect">${definition.effect}</span><small>${escapeHtml(
    definition.description,
  )}</small></summary>
<p>${definition.scope === null ? 'Needs no scope.' : `Needs the scope <code>${definition.scope}</code>.`}</p>
<p>Input</p><pre>${escapeHtml(JSON.stringify(schemaOf(definition.input, 'input'), null, 2))}</pre>
<p>Output</p><pre>${escapeHtml(JSON.stringify(schemaOf(definition.output, 'output'), null, 2))}</pre>
<pre>${escapeHtml(curl)}</pre></details>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
