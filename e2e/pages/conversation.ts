import { expect, type Locator, type Page } from '@playwright/test'

/** The conversation: what was said, and where one writes. */
export class Conversation {
  readonly #page: Page
  readonly message: Locator
  readonly send: Locator
  readonly questions: Locator
  readonly answers: Locator

  constructor(page: Page) {
    this.#page = page
    this.message = page.getByRole('textbox', { name: 'Message' })
    this.send = page.getByRole('button', { name: 'Send' })
    this.questions = page.getByRole('article', { name: 'You' })
    this.answers = page.getByRole('article', { name: 'Assistant' })
  }

  /** Says something by typing it and waits until the answer is written. */
  async say(text: string): Promise<void> {
    const answered = await this.answers.count()
    await this.message.fill(text)
    await this.message.press('Enter')
    await this.answered(answered + 1)
  }

  /** Waits until so many answers are there and the last is written. */
  async answered(count: number): Promise<void> {
    await expect(this.answers).toHaveCount(count)
    await expect(this.answers.last()).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 })
  }

  /** Watches the answers from now on; returns how long the text of the last one was each time it changed. */
  async watchGrowth(): Promise<() => Promise<number[]>> {
    const lengths = await this.#page.evaluateHandle(() => {
      const seen: number[] = []
      new MutationObserver(() => {
        const answers = document.querySelectorAll('article[aria-label="Assistant"]')
        const length = answers[answers.length - 1]?.textContent?.length ?? 0
        if (seen.at(-1) !== length) seen.push(length)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
      return seen
    })
    return () => lengths.jsonValue()
  }
}
