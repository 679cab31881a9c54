import { useEffect, useSyncExternalStore } from 'react'
import { getSettings } from '../../mcp/app/contract.ts'
import { useTool } from './tools.ts'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

function onPreference(listener: () => void): () => void {
  prefersDark.addEventListener('change', listener)
  return () => prefersDark.removeEventListener('change', listener)
}

/** Applies the theme of the settings and returns it resolved; kept for `theme.js`, which runs before the next first paint. */
export function useTheme(): 'light' | 'dark' {
  const { data: settings } = useTool(getSettings, {})
  const systemIsDark = useSyncExternalStore(onPreference, () => prefersDark.matches)
  const chosen = settings?.theme ?? localStorage.getItem('sojourn.theme') ?? 'system'
  const theme = chosen === 'dark' || (chosen !== 'light' && systemIsDark) ? 'dark' : 'light'
  useEffect(() => {
    document.documentElement.classList.toggle('dark', theme === 'dark')
    localStorage.setItem('sojourn.theme', chosen)
  }, [theme, chosen])
  return theme
}
