import { type BrowserWindow, nativeTheme } from 'electron'
import { getSettings } from '../../mcp/app/contract.ts'
import type { PanelApi } from '../panel-api.ts'

/** Gives the system's own parts of a window (menus, scroll bars, the colour before the first paint) the chosen theme. */
export async function applyTheme(api: PanelApi): Promise<void> {
  const settings = await api.call(getSettings.name, {})
  if (settings.ok) nativeTheme.themeSource = getSettings.output.parse(settings.output).theme
}

/** Applies the theme anew whenever it is changed, while a window is open. */
export function followTheme(api: PanelApi, window: BrowserWindow): void {
  const stop = api.subscribe(({ type }) => {
    if (type === 'settings') applyTheme(api).catch((error: unknown) => console.error('The theme:', error))
  })
  window.once('closed', stop)
}
