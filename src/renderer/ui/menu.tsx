import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

const surface =
  'fade z-50 max-h-[70dvh] min-w-48 overflow-y-auto rounded-xl border border-line bg-card p-1 shadow-float text-base'
const row =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1 outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-40'

/** A menu that opens from its trigger, a button. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className={surface}
          onCloseAutoFocus={(event) => {
            // What the chosen item opened has the keyboard already.
            if (document.activeElement !== document.body) event.preventDefault()
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  icon?: LucideIcon
  danger?: boolean
  disabled?: boolean
  shortcut?: string
  onSelect(): void
  children: ReactNode
}

export function MenuItem({ icon: Icon, danger = false, disabled = false, shortcut, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item disabled={disabled} onSelect={onSelect} className={cx(row, danger && 'text-red')}>
      {Icon !== undefined && <Icon size={15} strokeWidth={1.8} className={danger ? '' : 'text-faint'} aria-hidden />}
      <span className="flex-1">{children}</span>
      {shortcut !== undefined && <span className="text-xs text-faint">{shortcut}</span>}
    </DropdownMenu.Item>
  )
}

export function SubMenu({ icon: Icon, label, children }: { icon: LucideIcon; label: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={cx(row, 'data-[state=open]:bg-hover')}>
        <Icon size={15} strokeWidth={1.8} className="text-faint" aria-hidden />
        <span className="flex-1">{label}</span>
        <span aria-hidden className="text-faint">
          ›
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={surface} sideOffset={2}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

export const MenuLine = () => <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
