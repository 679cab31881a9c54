import { useQueryClient } from '@tanstack/react-query'
import { Monitor, Moon, ShieldCheck, Sun } from 'lucide-react'
import {
  createBackup,
  getSettings,
  getStatus,
  listBackups,
  listPermissions,
  revokePermission,
  updateSettings,
} from '../../mcp/app/contract.ts'
import { useAction } from '../app/action.tsx'
import { useFormats } from '../app/formats.ts'
import { toolKey, useTool } from '../app/tools.ts'
import { Notices } from '../home/notices.tsx'
import { Button } from '../ui/button.tsx'
import { Explained } from '../ui/estimate.tsx'
import { Empty, Failure, Loading } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section } from '../ui/section.tsx'
import { ConnectionsSummary } from './connections-summary.tsx'
import { credits } from './credits.ts'
import { ProfileForm } from './profile-form.tsx'

const themes = [
  { theme: 'system', name: 'As the system', icon: Monitor },
  { theme: 'light', name: 'Light', icon: Sun },
  { theme: 'dark', name: 'Dark', icon: Moon },
] as const

function ThemeChoice() {
  const act = useAction()
  const queries = useQueryClient()
  const { data } = useTool(getSettings, {})
  const choose = async (theme: (typeof themes)[number]['theme']) => {
    const answer = await act(updateSettings, { theme })
    if (answer !== undefined) queries.setQueryData(toolKey(getSettings, {}), answer.output)
  }
  return (
    <div role="radiogroup" aria-label="Theme" className="flex flex-wrap gap-2">
      {themes.map(({ theme, name, icon: Icon }) => (
        <label
          key={theme}
          className="flex min-h-9 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-card px-3 has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            className="sr-only"
            checked={data?.theme === theme}
            onChange={() => void choose(theme)}
          />
          <Icon size={15} aria-hidden />
          {name}
        </label>
      ))}
    </div>
  )
}

function Permissions() {
  const act = useAction()
  const queries = useQueryClient()
  const formats = useFormats()
  const { data, error, isLoading, refetch } = useTool(listPermissions, { limit: 500 })
  if (isLoading) return <Loading label="Loading permissions" rows={2} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined || data.permissions.length === 0) {
    return (
      <Empty icon={ShieldCheck} title="Nothing remembered" className="py-6">
        When you answer “Always” or “Never” to a request, it is listed here and can be taken back.
      </Empty>
    )
  }
  const revoke = async (permissionId: string) => {
    const answer = await act(revokePermission, { permission_id: permissionId }, { done: 'It will ask again' })
    if (answer !== undefined) await queries.invalidateQueries({ queryKey: [listPermissions.name] })
  }
  return (
    <ul>
      {data.permissions.map((permission) => (
        <li key={permission.permission_id} className="flex items-center gap-3 border-b border-line py-2">
          <span className="min-w-0 flex-1">
            {permission.caller_name} may {permission.decision === 'allow' ? 'always' : 'never'} use{' '}
            <code>{permission.tool}</code>
            <span className="block text-sm text-soft">since {formats.moment(permission.created_at)}</span>
          </span>
          <Button onClick={() => void revoke(permission.permission_id)}>Revoke</Button>
        </li>
      ))}
    </ul>
  )
}

const size = (bytes: number) => (bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)

function Backups() {
  const act = useAction()
  const formats = useFormats()
  const { data, error, isLoading, refetch } = useTool(listBackups, {})
  const backUp = async () => {
    const answer = await act(createBackup, {}, { done: 'Backed up' })
    if (answer !== undefined) await refetch()
  }
  return (
    <>
      <Button onClick={() => void backUp()}>Back up now</Button>
      {isLoading && <Loading label="Loading backups" rows={2} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.backups.length === 0 && (
        <p className="mt-3 text-soft">No backup yet. One is written every day that Sojourn runs.</p>
      )}
      <ul className="mt-3">
        {data?.backups.map((backup) => (
          <li key={backup.file} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5">
            <span className="min-w-0 flex-1 basis-48 truncate">
              <Explained text={backup.file}>{backup.file.split(/[\\/]/).at(-1)}</Explained>
            </span>
            <span className="text-sm text-soft tabular-nums">
              {formats.moment(backup.at)} · {size(backup.bytes)} · {backup.reason}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function About() {
  const { data: status } = useTool(getStatus, {})
  if (status === undefined) return <Loading label="Loading" rows={2} />
  const facts = [
    ['Version', status.version],
    ['Data folder', status.data_dir],
    ['Assistant', status.model.built_in ? 'Built-in assistant: rules on this machine, no model' : status.model.name],
    ['Network', status.offline ? 'Offline: nothing leaves this machine' : 'Used only for what you connect'],
    ...(status.url === undefined ? [] : [['Address', status.url]]),
  ]
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="break-words select-text">{value}</dd>
          </div>
        ))}
      </dl>
      <Notices />
      <details className="mt-4">
        <summary className="rounded text-sm text-soft hover:text-ink">
          Data and libraries that Sojourn builds on
        </summary>
        <ul className="mt-2 list-disc pl-5 text-sm text-soft">
          {credits.map((credit) => (
            <li key={credit}>{credit}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** Who you are, how it looks, what was allowed, and where the data lies. */
export function SettingsPage() {
  return (
    <>
      <PageHead title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto px-7 pb-16">
        <div className="max-w-4xl">
          <Section title="Profile" hint="Used for plans, dates and money. It stays on this machine.">
            <ProfileForm />
          </Section>
          <Section title="Look">
            <ThemeChoice />
          </Section>
          <Section title="Connections" hint="Assistants and scripts that may use Sojourn.">
            <ConnectionsSummary />
          </Section>
          <Section title="Permissions" hint="What you allowed or denied for good.">
            <Permissions />
          </Section>
          <Section title="Backups" hint="Copies of the database in the data folder.">
            <Backups />
          </Section>
          <Section title="About">
            <About />
          </Section>
        </div>
      </div>
    </>
  )
}
