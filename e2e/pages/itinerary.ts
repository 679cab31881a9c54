import type { Locator, Page } from '@playwright/test'

/** A trip's itinerary: days down the page, stops as cards. */
export class Itinerary {
  readonly #page: Page
  readonly days: Locator

  constructor(page: Page) {
    this.#page = page
    this.days = page.getByRole('list', { name: /^Stops on / })
  }

  /** The titles of a day's stops in their order; days count from 0. */
  async titles(day: number): Promise<string[]> {
    return this.#stopsOf(day).getByRole('heading', { level: 3 }).getByRole('button').allInnerTexts()
  }

  /** The titles of all stops, day by day. */
  async plan(): Promise<string[][]> {
    const count = await this.days.count()
    return Promise.all(Array.from({ length: count }, (_, day) => this.titles(day)))
  }

  /** The times at which a day's stops begin. */
  async times(day: number): Promise<string[]> {
    return this.#stopsOf(day).locator('time').allInnerTexts()
  }

  stop(title: string): Locator {
    return this.days
      .getByRole('listitem')
      .filter({ has: this.#page.getByRole('heading', { level: 3 }).getByRole('button', { name: title, exact: true }) })
  }

  /** What a stop is moved with by keyboard. */
  handle(title: string): Locator {
    return this.#page.getByRole('button', { name: `Move ${title}`, exact: true })
  }

  /** Opens the dialog that adds a stop to a day. */
  async addTo(day: number): Promise<void> {
    await this.#page
      .getByRole('button', { name: /^Add a stop/ })
      .nth(day)
      .click()
  }

  /** The numbered stops on the map, of the day that it shows. */
  get pins(): Locator {
    return this.#page.getByRole('region', { name: 'Map' }).getByRole('button', { name: /^\d+: / })
  }

  /** Drags a stop's card onto another one, of any day: it lands before that one. */
  async drag(title: string, before: string): Promise<void> {
    const { mouse } = this.#page
    const grip = await this.#boxOf(this.stop(title).getByRole('paragraph').first())
    const [fromX, fromY] = [grip.x + 10, grip.y + grip.height / 2]
    await mouse.move(fromX, fromY)
    await mouse.down()
    // The drag begins with the first movement; only then may the page scroll under it.
    await mouse.move(fromX + 12, fromY + 12, { steps: 4 })
    const target = await this.#boxOf(this.stop(before))
    const [x, y] = [target.x + target.width / 2, target.y + 10]
    await mouse.move(x, y + 14, { steps: 8 })
    await mouse.move(x, y, { steps: 4 })
    await mouse.up()
  }

  async #boxOf(target: Locator) {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (box === null) throw new Error(`${target} is not on the page`)
    return box
  }

  #stopsOf(day: number): Locator {
    return this.days.nth(day).getByRole('listitem')
  }
}
