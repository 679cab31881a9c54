import { CloudOff } from 'lucide-react'
import { useHost } from './host.ts'
import { useConnected } from './live.ts'

/** Says while the host cannot be reached. */
export function ConnectionBar() {
  const host = useHost()
  const connected = useConnected()
  return (
    <div role="status" aria-live="polite">
      {!connected && (
        <p className="flex items-center gap-2 border-b border-line bg-amber-soft px-4 py-1.5 text-sm text-amber">
          <CloudOff size={15} aria-hidden />
          Not connected to Sojourn. Trying again; what you see may be out of date. If this stays, start Sojourn again
          {host.shell === 'browser' && ' and open the address it prints'}.
        </p>
      )}
    </div>
  )
}
