import { expect, type Locator, type Page } from '@playwright/test'

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

  /** Writes subtasks of a task, from its menu, and ends with Escape. */
  async addSubtasks(title: string, lines: string[]): Promise<void> {
    await this.#page.getByRole('button', { name: `More for ${title}` }).click()
    await this.#page.getByRole('menuitem', { name: 'Add subtasks' }).click()
    const field = this.#page.getByRole('textbox', { name: `Add a subtask of ${title}` })
    for (const line of lines) {
      await field.fill(line)
      await field.press('Enter')
      await expect(field).toHaveValue('')
    }
    await expect(this.task(title)).toContainText(`of ${lines.length}`)
    await field.press('Escape')
  }

  /** Opens the dialog in which a task is edited. */
  async edit(title: string): Promise<Locator> {
    await this.task(title).getByRole('button', { name: title }).first().click()
    return this.#page.getByRole('dialog')
  }
}
