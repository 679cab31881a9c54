import { expect, type Locator, type Page } from '@playwright/test'
import { Conversation } from './conversation.ts'
import { Itinerary } from './itinerary.ts'
import { Tasks } from './tasks.ts'

export type Panel = 'Home' | 'Trips' | 'Tasks' | 'Activity' | 'Settings'

/** The app in a browser: its frame, and a model of each of its parts. */
export class App {
  readonly page: Page
  readonly conversation: Conversation
  readonly itinerary: Itinerary
  readonly tasks: Tasks
  readonly palette: Locator

  constructor(page: Page) {
    this.page = page
    this.conversation = new Conversation(page)
    this.itinerary = new Itinerary(page)
    this.tasks = new Tasks(page)
    this.palette = page.getByRole('dialog').filter({ has: page.getByRole('combobox') })
  }

  /** Opens the app by its one-time address and waits until it is there. */
  async open(address: string): Promise<void> {
    await this.page.goto(address)
    await this.ready()
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  async ready(): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  }

  /** Goes to a page by the rail. */
  async goTo(panel: Panel): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: panel, exact: true }).click()
  }

  async openTrip(tripId: string): Promise<void> {
    await this.page.evaluate((id) => {
      location.hash = `#/trips/${id}`
    }, tripId)
    await expect(this.itinerary.days.first()).toBeVisible()
  }

  /** A part of the open trip: Itinerary, Budget, Tasks, Notes. */
  tab(name: string): Locator {
    return this.page
      .getByRole('tablist', { name: 'Parts of the trip' })
      .getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  /** A passing message at the bottom. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('[data-sonner-toast]').filter({ hasText: text })
  }

  /** Presses Tab, or another key, until something has the focus, as a person without a mouse does. */
  async tabTo(target: Locator, key = 'Tab', most = 250): Promise<void> {
    const element = await target.elementHandle()
    for (let presses = 0; presses < most; presses++) {
      if (await this.page.evaluate((wanted) => wanted === document.activeElement, element)) return
      await this.page.keyboard.press(key)
    }
    throw new Error(`${target} is not reached by ${most} times ${key}`)
  }
}
