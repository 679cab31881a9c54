import { scopeWords } from '../../../shared/scope-words.ts'
import type { Scope } from '../../../shared/tool.ts'
import type { Consent } from '../../clients/consents.ts'
import { redirectPlace } from '../../clients/redirect-uris.ts'
import { escapeHtml, type Page } from './page.ts'
import { defaultResource } from './resources.ts'

/** A scope on the page: what it lets the client do, and whether its switch starts on. */
export interface OfferedScope {
  scope: Scope
  on: boolean
}

const named = (consent: Pick<Consent, 'client_name'>): string => consent.client_name ?? 'An assistant without a name'

/** The page on which the owner lets a client in, with each scope switchable. */
export function consentPage(consent: Consent, offered: readonly OfferedScope[], csrf: string): Page {
  const name = escapeHtml(named(consent))
  const host = consent.kind === 'metadata_document' ? new URL(consent.client_id).host : undefined
  const web = consent.redirect_uri.startsWith('https:')
  const facts = [
    [
      'Name',
      consent.client_name === null ? 'It gave none' : `“${name}” is what it calls itself; Sojourn cannot check that`,
    ],
    ...(host === undefined ? [] : [['Described at', escapeHtml(host)]]),
    ['Answer goes to', escapeHtml(redirectPlace(consent.redirect_uri))],
    ['May use', consent.resource === defaultResource ? 'Sojourn’s tools' : `Only ${escapeHtml(consent.resource)}`],
  ]
  return {
    title: `Let ${named(consent)} in?`,
    body: `<h1>Let ${name} use Sojourn?</h1>
<p>It asks to work with what you keep here. Say yes only if you have just started this yourself.</p>
<dl>${facts.map(([term, fact]) => `<dt>${term}</dt><dd>${fact}</dd>`).join('')}</dl>
${web ? `<p class="warn">The answer leaves this computer, for ${escapeHtml(redirectPlace(consent.redirect_uri))}. Go on only if you know that site.</p>` : ''}
<form method="post"><input type="hidden" name="csrf" value="${escapeHtml(csrf)}">
<fieldset><legend>It may</legend>${offered.map(scopeSwitch).join('')}</fieldset>
<div class="row"><button class="go" name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div></form>
<footer>Deleting, acting outside Sojourn and paying still ask you each time, unless you change that. On the Connections page you can change all of this, pause it or take it back.</footer>`,
    watches: true,
  }
}

function scopeSwitch({ scope, on }: OfferedScope): string {
  const { title, description } = scopeWords[scope]
  return `<label><span>${escapeHtml(title)}</span><input type="checkbox" role="switch" name="scope" value="${scope}"${on ? ' checked' : ''}><small>${escapeHtml(description)}</small></label>`
}

/** A page that only comes again, from here: then the browser sends the cookie that it holds back from links of others. */
export function sameSiteStep(address: string): Page {
  return { title: 'One moment', body: '<h1>One moment…</h1>', next: { address, seconds: 0 } }
}

/** For a browser in which Sojourn is not open. It looks again by itself. */
export function signInPage(consent: Consent, address: string): Page {
  return {
    title: 'Answer in Sojourn',
    body: `<h1>${escapeHtml(named(consent))} would like to use Sojourn</h1>
<p>This browser is not signed in to Sojourn, so it cannot answer for you. Do one of these; this page goes on by itself:</p>
<p><strong>If Sojourn’s window is open,</strong> answer there: the request is on its Connections page.</p>
<p><strong>Otherwise</strong> run <code>npm start</code> where Sojourn is installed and open the address it prints, in this browser.</p>
<p>Nothing is given until you say yes. The request ends ten minutes after it was made.</p>`,
    next: { address, seconds: 3 },
  }
}

/** The answer is given: the browser goes back to the client. */
export function answeredPage(consent: Consent, address: string): Page {
  const name = escapeHtml(named(consent))
  const allowed = consent.granted !== null
  return {
    title: allowed ? 'Connected' : 'Not connected',
    body: `<h1>${allowed ? `${name} is connected` : `${name} was not let in`}</h1>
<p>Your browser goes back to it now. You can close this page afterwards.</p>
<div class="row"><a class="button" href="${escapeHtml(address)}">Continue</a></div>`,
    next: { address, seconds: 0 },
  }
}

/** The request cannot be answered (any more), in a sentence of ours. */
export function problemPage(title: string, sentence: string): Page {
  return { title, body: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>` }
}

export const overPage = (): Page =>
  problemPage(
    'This request is over',
    'It was answered already, or its ten minutes have passed. Connect the assistant again.',
  )
