import { X } from 'lucide-react'
import { Dialog as Base } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button, IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { returnFocus } from './last-focus.ts'

export interface DialogProps {
  title: string
  /** A sentence under the title. */
  description?: string | undefined
  open: boolean
  onOpenChange(open: boolean): void
  wide?: boolean
  /** A click beside it does not close it: it shows what cannot be shown again. */
  sticky?: boolean
  children: ReactNode
}

/** The first field has the keyboard when a dialog opens; without one, the dialog itself. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget
  if (!(dialog instanceof HTMLElement)) return
  event.preventDefault()
  const field = dialog.querySelector<HTMLElement>('input, select, textarea') ?? dialog
  field.focus()
}

/** A window over the page: focus stays inside, Escape closes it. */
export function Dialog({
  title,
  description,
  open,
  onOpenChange,
  wide = false,
  sticky = false,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fade fixed inset-0 z-40 bg-black/30 dark:bg-black/55" />
        <Base.Content
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={returnFocus}
          {...(sticky && { onInteractOutside: (event: Event) => event.preventDefault() })}
          {...(description === undefined && { 'aria-describedby': undefined })}
          className={cx(
            'rise fixed inset-x-0 top-[6dvh] z-50 mx-auto flex max-h-[88dvh] w-[calc(100vw-2rem)] flex-col rounded-2xl border outline-none border-line bg-card shadow-dialog',
            wide ? 'max-w-2xl' : 'max-w-lg',
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div>
              <Base.Title className="font-serif text-xl leading-tight font-medium">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-sm text-soft">{description}</Base.Description>
              )}
            </div>
            <Base.Close asChild>
              <IconButton icon={X} label="Close" className="-mr-2" />
            </Base.Close>
          </header>
          <div className="min-h-0 scroll-pb-16 overflow-y-auto px-5 pb-5">{children}</div>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  )
}

/** The row of buttons that ends a dialog: it stays in view while what is above it scrolls. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 z-10 col-span-full -mx-5 mt-5 -mb-5 flex flex-wrap justify-end gap-2 rounded-b-2xl border-t border-line bg-card px-5 py-3.5 short:mt-3 short:py-2.5">
      {children}
    </div>
  )
}

/** The row that ends a form in a dialog: leave it, or send it. */
export function SubmitButtons({
  submit = 'Save',
  disabled = false,
  onCancel,
}: {
  submit?: string
  disabled?: boolean
  onCancel(): void
}) {
  return (
    <DialogButtons>
      <Button onClick={onCancel}>Cancel</Button>
      <Button variant="primary" type="submit" disabled={disabled}>
        {submit}
      </Button>
    </DialogButtons>
  )
}
