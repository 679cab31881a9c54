import { type ReactNode, useState } from 'react'
import { Tip } from './button.tsx'
import { cx } from './class-names.ts'

interface ExplainedProps {
  /** How it came about, or where it is from. */
  text: string
  className?: string
  children: ReactNode
}

/** A value whose origin is a hover, a focus or a tap away. */
export function Explained({ text, className, children }: ExplainedProps) {
  const [open, setOpen] = useState(false)
  return (
    <Tip text={text} open={open} onOpenChange={setOpen}>
      <button
        type="button"
        onClick={(event) => {
          // A tap shows it too, where there is nothing to hover with; the tip itself would close on a press.
          event.preventDefault()
          setOpen(true)
        }}
        className={cx('inline cursor-help rounded-xs text-left [font:inherit] select-text', className)}
      >
        {children}
      </button>
    </Tip>
  )
}

/** A value that was estimated: dotted underline, and how it was made on hover, focus or tap. */
export function Estimate({ method, children }: { method?: string | undefined; children: ReactNode }) {
  return (
    <Explained className="estimate" text={method === undefined ? 'Estimate' : `Estimate: ${method}`}>
      <span className="sr-only">about </span>
      {children}
    </Explained>
  )
}

/** A value that may be an estimate. */
export function MaybeEstimate(props: { estimated: boolean; method?: string | undefined; children: ReactNode }) {
  return props.estimated ? <Estimate method={props.method}>{props.children}</Estimate> : props.children
}
