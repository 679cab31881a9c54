import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { shortcuts } from './shortcuts.ts'
import { useView } from './view-state.ts'

const inLists = [
  { keys: '↑ ↓', does: 'On a stop’s or task’s handle: move it; a stop goes on to the next day' },
  { keys: '← →', does: 'On the bar between panes: make them wider or narrower' },
  { keys: 'Esc', does: 'Close a window; in a message, give the keyboard back to the page' },
]

/** `?`: what the keyboard can do. */
export function ShortcutsDialog() {
  const open = useView((state) => state.dialog === 'shortcuts')
  const setDialog = useView((state) => state.setDialog)
  return (
    <Dialog title="Keyboard" open={open} onOpenChange={(next) => setDialog(next ? 'shortcuts' : 'none')}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2">
        {[...shortcuts, ...inLists].map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd className="text-soft">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
