import { create } from 'zustand'

interface ConsentsInView {
  /** The requests whose cards can be seen now. */
  ids: ReadonlySet<string>
  /** Follows whether a card can be seen; returns how to stop. */
  watch(id: string, card: Element): () => void
}

/** Which requests to connect are on screen as cards: for the others a notice stands in the corner. */
export const useConsentsInView = create<ConsentsInView>()((set) => {
  const mark = (id: string, seen: boolean) =>
    set(({ ids }) => {
      const next = new Set(ids)
      if (seen) next.add(id)
      else next.delete(id)
      return { ids: next }
    })
  return {
    ids: new Set(),
    watch: (id, card) => {
      const observer = new IntersectionObserver((entries) => {
        const latest = entries.at(-1)
        if (latest !== undefined) mark(id, latest.isIntersecting)
      })
      observer.observe(card)
      return () => {
        observer.disconnect()
        mark(id, false)
      }
    },
  }
})
