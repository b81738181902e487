import { expect, type Keyboard, type Page } from '@playwright/test'

/** What presses keys: a keyboard, or hands that count them. */
export type Keys = Pick<Keyboard, 'press' | 'type'>

/** Chooses in the list of the browser that has the focus: by its first letters where it is far, then with the arrows. */
export async function pick(page: Page, label: string, keys: Keys = page.keyboard): Promise<void> {
  const distance = () =>
    page.evaluate((wanted) => {
      const { activeElement: list } = document
      if (!(list instanceof HTMLSelectElement)) throw new Error('No list has the focus.')
      const place = [...list.options].findIndex((option) => option.text === wanted)
      if (place < 0) throw new Error(`The list does not have "${wanted}".`)
      return place - list.selectedIndex
    }, label)
  if (Math.abs(await distance()) > 3) await keys.type(label.slice(0, 3))
  for (let left = await distance(); left !== 0; left -= Math.sign(left))
    await keys.press(left > 0 ? 'ArrowDown' : 'ArrowUp')
}

/** Goes on with the arrows to an entry of a menu, and presses it. */
export async function pickInMenu(
  page: Page,
  label: string,
  keys: Keys = page.keyboard,
): Promise<void> {
  const entry = page
    .getByRole('menuitem', { name: label, exact: true })
    .or(page.getByRole('menuitemcheckbox', { name: label, exact: true }))
  const isThere = () => entry.evaluate((item) => item === document.activeElement)
  await expect(entry).toBeVisible()
  for (let step = 0; step < 40 && !(await isThere()); step++) await keys.press('ArrowDown')
  await keys.press('Enter')
}

/** Goes on with Tab until what has the focus is called so. */
export async function tabTo(page: Page, name: string, keys: Keys = page.keyboard): Promise<void> {
  const isThere = () =>
    page.evaluate((wanted) => {
      const { activeElement: here } = document
      const label = here?.getAttribute('aria-label') ?? here?.textContent ?? ''
      return label.trim().startsWith(wanted)
    }, name)
  for (let step = 0; step < 80; step++) {
    await keys.press('Tab')
    if (await isThere()) return
  }
  throw new Error(`Tab never reached "${name}".`)
}
