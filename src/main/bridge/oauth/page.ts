import { createHash } from 'node:crypto'
import type { Response } from 'express'

/** The app's own colours, as in styles.css of the renderer; a test holds the two together. */
const light =
  '--paper:#fbfaf7;--card:#ffffff;--sunk:#f3f1ec;--ink:#1e2421;--soft:#535c57;--line:#e5e2da;--line-strong:#cfcbc0;--accent:#0e6b62;--accent-soft:#e2efec;--on-accent:#ffffff;--amber:#855003;--amber-soft:#fbf0dc;--shadow:0 1px 2px #1e24210d, 0 8px 28px #1e242114'
const dark =
  '--paper:#131615;--card:#1a1e1c;--sunk:#202523;--ink:#e8e6e0;--soft:#a9b1ac;--line:#2b312e;--line-strong:#414945;--accent:#63c7b9;--accent-soft:#17302c;--on-accent:#0c1614;--amber:#e8b463;--amber-soft:#2f2615;--shadow:0 1px 2px #0006, 0 10px 32px #0007'

/** The app's own fonts, where this browser is signed in and so may read them; else those of the system. */
const style = `
@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url(/fonts/inter-latin-wght-normal.woff2) format("woff2")}
@font-face{font-family:"Fraunces Variable";font-weight:100 900;font-display:swap;src:url(/fonts/fraunces-latin-opsz-normal.woff2) format("woff2")}
:root{color-scheme:light;${light}}
@media (prefers-color-scheme:dark){:root:not(.light){color-scheme:dark;${dark}}}
:root.dark{color-scheme:dark;${dark}}
*{box-sizing:border-box;margin:0}
body{font:14px/1.5 "Inter Variable",Inter,system-ui,sans-serif;color:var(--ink);background:var(--paper);padding:32px 16px 48px;-webkit-font-smoothing:antialiased;font-feature-settings:"cv11","ss03"}
main{max-width:520px;margin:0 auto}
.brand{display:flex;align-items:center;gap:10px;font-weight:600;margin-bottom:20px}
.brand svg{width:28px;height:28px}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;box-shadow:var(--shadow);padding:28px}
h1{text-wrap:balance;font:500 26px/1.2 "Fraunces Variable",Fraunces,Georgia,serif;letter-spacing:-.01em;overflow-wrap:anywhere}
p{color:var(--soft);margin-top:10px}
p strong,dd{color:var(--ink)}
dl{display:grid;grid-template-columns:116px 1fr;gap:4px 12px;margin-top:18px;color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.warn{background:var(--amber-soft);color:var(--amber);border-radius:10px;padding:10px 14px;margin-top:16px}
fieldset{border:0;padding:0;margin-top:22px}
legend{font-weight:600;padding:0 0 6px}
label{display:grid;grid-template-columns:1fr auto;gap:2px 16px;align-items:center;padding:10px 0;border-top:1px solid var(--line);cursor:pointer}
label span{font-weight:500}
label small{grid-column:1;color:var(--soft);font-size:13px}
input[type=checkbox]{appearance:none;grid-column:2;grid-row:1/3;width:36px;height:20px;border-radius:10px;background:var(--sunk);border:1px solid var(--soft);position:relative;cursor:pointer;transition:background .15s}
input[type=checkbox]::after{content:"";position:absolute;top:3px;left:3px;width:12px;height:12px;border-radius:50%;background:var(--soft);transition:transform .15s}
input[type=checkbox]:checked{background:var(--accent);border-color:var(--accent)}
input[type=checkbox]:checked::after{background:var(--on-accent);transform:translateX(16px)}
.row{display:flex;gap:10px;margin-top:24px;flex-wrap:wrap}
button,.button{font:inherit;font-weight:500;border:1px solid var(--line-strong);border-radius:9px;padding:9px 18px;background:var(--card);color:var(--ink);cursor:pointer;text-decoration:none;display:inline-block}
.go{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
code{font-size:13px;background:var(--sunk);border-radius:5px;padding:1px 5px}
footer{color:var(--soft);font-size:13px;margin-top:16px}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){input[type=checkbox]{appearance:auto;width:20px}input[type=checkbox]::after{content:none}}
`

const mark = `<svg viewBox="0 0 64 64" aria-hidden="true"><rect width="64" height="64" rx="15" fill="#0e6b62"/><path d="M41 21.5c-1.4-4.3-4.9-6.500-9.300-6.500-5.300 0-9.200 3.200-9.200 7.800 0 11 19.500 6.500 19.500 17.200 0 5.300-4.500 8.800-10.400 8.800-5.500 0-9.800-2.800-11.100-8.300" fill="none" stroke="#fff" stroke-width="5.500" stroke-linecap="round"/></svg>`

/** Goes on where the owner has answered elsewhere: the page looks every two seconds, as long as it is to be seen. */
const watch = `setInterval(async()=>{if(document.hidden)return;try{const r=await fetch(location.pathname+'/waits',{cache:'no-store'});if(r.ok&&!(await r.json()).waits)location.replace(location.pathname)}catch{}},2000)`

/** The theme that was chosen in the app in this browser, before the first paint. */
const theme = `try{const t=localStorage.getItem('sojourn.theme');if(t==='dark'||t==='light')document.documentElement.classList.add(t)}catch{}`

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing but our fonts may be loaded, nothing but `theme` and `watch` may run, no page may frame it, and its form goes nowhere else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  "font-src 'self'",
  `script-src ${hashOf(theme)} ${hashOf(watch)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export interface Page {
  title: string
  /** HTML; what came from outside is escaped in it. */
  body: string
  /** Where the page goes on its own, after so many seconds. */
  next?: { address: string; seconds: number }
  /** It shows a request that may be answered elsewhere. */
  watches?: boolean
}

/** Text as it stands in HTML, inside and outside of attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Sends a page of the authorization server. */
export function sendPage(response: Response, page: Page, status = 200): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy)
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  // Not `no-referrer`: with that, a browser would send the form without its origin.
  response.setHeader('Referrer-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Cache-Control', 'no-store')
  const refresh =
    page.next === undefined
      ? ''
      : `<meta http-equiv="refresh" content="${page.next.seconds};url=${escapeHtml(page.next.address)}">`
  response.status(status).type('html')
  response.send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">${refresh}<title>${escapeHtml(page.title)} · Sojourn</title><script>${theme}</script><style>${style}</style></head>
<body><main><div class="brand">${mark}Sojourn</div><div class="card">${page.body}</div></main>${page.watches === true ? `<script>${watch}</script>` : ''}</body></html>`)
}
