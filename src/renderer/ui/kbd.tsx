/** A key, as it is written on it. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-block rounded border border-line-strong px-1.5 font-sans text-[0.72rem] leading-5 text-soft">
      {children}
    </kbd>
  )
}
