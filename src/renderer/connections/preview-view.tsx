import type { PreviewOnWire } from '../../mcp/app/contract.ts'
import { DifferenceView } from './difference-view.tsx'

/** What connecting or disconnecting will do to an assistant's configuration. */
export function PreviewView({ preview }: { preview: PreviewOnWire }) {
  const unchanged = preview.difference === ''
  return (
    <>
      <p className="mb-1.5 text-sm break-words">
        <span className="text-soft">{preview.exists ? 'In ' : 'A new file, '}</span>
        <code className="select-text">{preview.file}</code>
      </p>
      {unchanged ? (
        <p className="rounded-lg bg-sunk px-3 py-2 text-sm text-soft">Nothing changes in that file.</p>
      ) : (
        <DifferenceView
          label={`What changes in the configuration of ${preview.name}`}
          difference={preview.difference}
        />
      )}
      {preview.backup !== undefined && !unchanged && (
        <p className="mt-1.5 text-sm break-words text-soft">
          All else stays as it is; values of other entries are not shown. What stands there now is kept in{' '}
          <code className="select-text">{preview.backup}</code>.
        </p>
      )}
    </>
  )
}
