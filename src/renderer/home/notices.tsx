import { getStatus } from '../../mcp/app/contract.ts'
import { useTool } from '../app/tools.ts'
import { Callout } from '../ui/notice.tsx'

/** What the host wants the user to read: a restored database, a locked vault. */
export function Notices() {
  const { data } = useTool(getStatus, {})
  const notices = data?.notices.filter((notice) => notice.severity !== 'note') ?? []
  if (notices.length === 0) return null
  return (
    <div className="mt-5 flex flex-col gap-2">
      {notices.map((notice) => (
        <Callout key={notice.code} tone={notice.severity}>
          <span>
            {notice.message} {notice.hint}
          </span>
        </Callout>
      ))}
    </div>
  )
}
