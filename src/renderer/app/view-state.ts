import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** What is only about how things are shown. Nothing here is host data. */
export interface ViewState {
  /** Width in pixels of the resizable panes, by their name. */
  widths: Record<string, number>
  /** Panes that are folded away, by their name. */
  folded: Record<string, boolean>
  /** The conversation that is open, or none: the next message starts one. */
  conversationId: string | null
  /** Below 900 pixels: which of the two panes is shown. */
  narrowPane: 'conversation' | 'panel'
  dialog: 'none' | 'palette' | 'shortcuts' | 'new-trip'
  setWidth(pane: string, width: number): void
  fold(pane: string, folded: boolean): void
  openConversation(id: string | null): void
  showPane(pane: ViewState['narrowPane']): void
  setDialog(dialog: ViewState['dialog']): void
}

export const useView = create<ViewState>()(
  persist(
    (set) => ({
      widths: {},
      folded: {},
      conversationId: null,
      narrowPane: 'panel',
      dialog: 'none',
      setWidth: (pane, width) => set((state) => ({ widths: { ...state.widths, [pane]: width } })),
      fold: (pane, folded) => set((state) => ({ folded: { ...state.folded, [pane]: folded } })),
      openConversation: (conversationId) => set({ conversationId }),
      showPane: (narrowPane) => set({ narrowPane }),
      setDialog: (dialog) => set({ dialog }),
    }),
    {
      name: 'sojourn.view',
      partialize: ({ widths, folded, conversationId }) => ({ widths, folded, conversationId }),
    },
  ),
)
