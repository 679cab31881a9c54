/** Whether the focus there is over in a moment: what holds it goes away with a menu or a dialog. */
const passing = '[role="menu"], [role="dialog"], [role="listbox"]'

let last: HTMLElement | undefined

/** Remembers where the keyboard was outside of menus and dialogs. Called once, at the start. */
export function watchFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.closest(passing) === null) last = target
  })
}

/** Gives the keyboard back to where it was before a dialog opened, or to the page where that is gone. */
export function returnFocus(event: Event): void {
  event.preventDefault()
  const there = last?.isConnected === true ? last : document.querySelector<HTMLElement>('main')
  there?.focus()
}
