import { shell } from 'electron'

/** Where the assistants that can be connected by a link take it; each asks its user before it adds anything. */
const installLinks = ['cursor://anysphere.cursor-deeplink/mcp/install?', 'vscode:mcp/install?', 'lmstudio://add_mcp?']

/** Whether a link may be handed to the system: web pages, and the links of Connect. */
function mayOpenOutside(link: string): boolean {
  const url = URL.parse(link)
  if (url === null) return false
  return url.protocol === 'https:' || url.protocol === 'http:' || installLinks.some((start) => link.startsWith(start))
}

/** Opens a link in the program that the user has for it. */
export function openOutside(link: string): void {
  if (!mayOpenOutside(link)) return
  shell.openExternal(link).catch((error: unknown) => console.error(`${link} could not be opened:`, error))
}
