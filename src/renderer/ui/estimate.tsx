import type { ReactNode } from 'react'

/** A value that was estimated: dotted underline, and how it was made on hover. */
export function Estimate({ method, children }: { method?: string | undefined; children: ReactNode }) {
  return (
    <span className="estimate" title={method === undefined ? 'Estimate' : `Estimate: ${method}`}>
      <span className="sr-only">about </span>
      {children}
    </span>
  )
}

/** A value that may be an estimate. */
export function MaybeEstimate(props: { estimated: boolean; method?: string | undefined; children: ReactNode }) {
  return props.estimated ? <Estimate method={props.method}>{props.children}</Estimate> : props.children
}
