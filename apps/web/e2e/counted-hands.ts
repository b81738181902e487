import { expect, type Locator, type Page } from '@playwright/test'
import { keysFor, noOperations, type Operations } from './keystroke-model.ts'

/** Works a page with a real mouse and real keys; every operation is counted. */
export class CountedHands {
  readonly operations: Operations = noOperations()
  private readonly page: Page
  private hand: 'mouse' | 'keys'

  constructor(page: Page, hand: 'mouse' | 'keys') {
    this.page = page
    this.hand = hand
  }

  /** Thinks of what comes next. */
  decide(): void {
    this.operations.decisions++
  }

  /** Decides for something and clicks it. */
  async click(target: Locator): Promise<void> {
    this.decide()
    await this.aim()
    await target.click()
  }

  /** Chooses in a list of the browser, which is clicked first unless it opened by itself. */
  async choose(list: Locator, label: string): Promise<void> {
    await expect(list).toBeVisible()
    if (!(await isOpen(list))) await this.click(list)
    this.decide()
    await this.aim()
    await list.selectOption({ label }) // no test reaches what the browser draws outside the page
  }

  /** Types where the focus is; after the mouse once a field has it: the list that was chosen in would take the letters. */
  async type(text: string): Promise<void> {
    if (this.hand === 'mouse')
      await expect(this.page.locator(':is(input, textarea):focus')).toBeVisible()
    this.reach('keys')
    this.operations.keys += keysFor(text)
    await this.page.keyboard.type(text)
  }

  /** Presses a key, or several at once. */
  async press(keys: string): Promise<void> {
    this.reach('keys')
    this.operations.keys += keys.split('+').length
    await this.page.keyboard.press(keys)
  }

  private async aim(): Promise<void> {
    this.reach('mouse')
    this.operations.points++
    this.operations.clicks++
  }

  private reach(hand: 'mouse' | 'keys'): void {
    if (this.hand !== hand) this.operations.handChanges++
    this.hand = hand
  }
}

/** Whether a list is open, two frames after what may have opened it. */
function isOpen(list: Locator): Promise<boolean> {
  return list.evaluate(
    (element) =>
      new Promise<boolean>((tell) =>
        requestAnimationFrame(() => requestAnimationFrame(() => tell(element.matches(':open')))),
      ),
  )
}
