import { create } from 'zustand'

const useSpoken = create<{ text: string }>()(() => ({ text: '' }))

/** Says something to a screen reader. */
export function announce(text: string): void {
  useSpoken.setState({ text })
}

/** Where announcements are read from. Mounted once. */
export function Announcer() {
  const text = useSpoken((state) => state.text)
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  )
}
