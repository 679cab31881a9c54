import type { ReactNode } from 'react'

/** A part of a page of settings: its title and a hint at the left, its controls at the right. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t border-line py-6 @2xl:grid-cols-[200px_minmax(0,1fr)]">
      <div>
        <h2 className="font-serif text-lg font-medium">{title}</h2>
        {hint !== undefined && <p className="mt-0.5 text-sm text-soft">{hint}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
