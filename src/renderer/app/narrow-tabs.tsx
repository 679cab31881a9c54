import { cx } from '../ui/class-names.ts'
import { pageNames } from './pages.ts'
import type { Route } from './route.ts'
import { useView } from './view-state.ts'

/** Below 900 pixels: conversation or panel. */
export function NarrowTabs({ route }: { route: Route }) {
  const shown = useView((state) => state.narrowPane)
  const show = useView((state) => state.showPane)
  const tabs = [
    { pane: 'conversation', name: 'Conversation' },
    { pane: 'panel', name: pageNames[route.page] },
  ] as const
  return (
    <nav aria-label="Panes" className="flex gap-5 border-b border-line px-4">
      {tabs.map(({ pane, name }) => (
        <button
          key={pane}
          type="button"
          aria-current={shown === pane ? 'page' : undefined}
          onClick={() => show(pane)}
          className={cx(
            '-mb-px border-b-2 py-2 text-sm font-medium',
            shown === pane ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
          )}
        >
          {name}
        </button>
      ))}
    </nav>
  )
}
