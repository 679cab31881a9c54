import type { Locator, Page } from '@playwright/test'

/** The tasks panel: quick add on top, groups below. */
export class Tasks {
  readonly #page: Page
  readonly quickAdd: Locator

  constructor(page: Page) {
    this.#page = page
    this.quickAdd = page.locator('#quick-add')
  }

  /** A task by its title, wherever tasks are shown. */
  task(title: string): Locator {
    return this.#page.getByRole('main').getByRole('listitem').filter({ hasText: title })
  }

  /** What completes a task, or makes it pending again. */
  checkbox(title: string): Locator {
    return this.task(title).getByRole('checkbox')
  }

  async add(text: string): Promise<void> {
    await this.quickAdd.fill(text)
    await this.quickAdd.press('Enter')
  }
}
