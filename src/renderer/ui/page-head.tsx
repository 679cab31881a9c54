import type { ReactNode } from 'react'

/** The head of a page: its title in the serif, facts under it, actions at the right. */
export function PageHead({ title, meta, children }: { title: string; meta?: ReactNode; children?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-7 pt-5 pb-4 short:pt-3 short:pb-2">
      <div className="min-w-0">
        <h1 className="font-serif text-3xl leading-tight font-medium tracking-tight">{title}</h1>
        {meta !== undefined && <div className="mt-1 flex flex-wrap gap-x-3.5 text-base text-soft">{meta}</div>}
      </div>
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  )
}
