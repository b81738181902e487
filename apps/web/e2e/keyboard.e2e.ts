import { expect, type Page } from '@playwright/test'
import { addMailbox, addPerson, receive, signIn, test, type Town } from './town.ts'

test('ten mails are triaged with the keyboard alone, each by what is said of it', async ({
  page,
  town,
}) => {
  const mails = await deskOf(page, town, { who: 'Katell Roux', mails: 10 })
  await page.keyboard.press('j')
  await expect(focusedRow(page)).toHaveAccessibleName(/^Unread\. .*Letter 10.*Not assigned/)

  await test.step('archive three: the focus and the voice go to the next', async () => {
    for (const next of [9, 8, 7]) {
      await page.keyboard.press('e')
      await expect(said(page)).toHaveText(`Archived. Press Z to undo. Next: Letter ${next}`)
      await expect(focusedRow(page)).toHaveAccessibleName(new RegExp(`Letter ${next}\\.`))
    }
  })
  await test.step('take one, from the list', async () => {
    await page.keyboard.press('Shift+A')
    await expect(said(page)).toHaveText('Assigned to you. Press Z to undo. Next: Letter 6')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 6\./)
  })
  await test.step('open, tag, give a deadline, set waiting', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Letter 6' })).toBeFocused()
    await page.keyboard.press('t')
    await expect(page.getByRole('combobox', { name: 'Tag' })).toBeFocused()
    await page.keyboard.type('By keyboard')
    await page.keyboard.press('Enter')
    await expect(said(page)).toHaveText(/^Tagged By keyboard\./)
    await page.keyboard.press('d')
    await expect(page.getByRole('dialog', { name: 'Deadline' }).locator(':focus')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await page.keyboard.press('h')
    await expect(said(page)).toHaveText('Set waiting. Press Z to undo. Next: Letter 5')
    await expect(page.getByRole('heading', { name: 'Letter 5' })).toBeVisible()
  })
  await test.step('report spam, from the open mail', async () => {
    await page.keyboard.press('!')
    await expect(said(page)).toHaveText('Reported as spam. Press Z to undo. Next: Letter 4')
    await page.keyboard.press('u')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 4\./)
  })
  await test.step('assign what is left, selected together', async () => {
    await page.keyboard.press('x')
    for (const _ of [3, 2, 1]) await page.keyboard.press('Shift+J')
    await expect(said(page)).toHaveText('4 mails selected')
    await page.keyboard.press('a')
    await page.keyboard.type('Katell')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The next mail appears here by itself.')).toBeVisible()
  })
  const ends = await Promise.all(mails.map((id) => town.api.get(`/conversations/${id}`)))
  const byStatus = (status: string) => ends.filter((mail) => mail['status'] === status).length
  expect({ archived: byStatus('archived'), waiting: byStatus('waiting') }).toEqual({
    archived: 3,
    waiting: 1,
  })
  expect({ spam: byStatus('spam'), open: byStatus('open') }).toEqual({ spam: 1, open: 5 })
})

test('every key of the map does what it says', { tag: '@whole' }, async ({ page, town }) => {
  const mails = await deskOf(page, town, { who: 'Loïc Morin', mails: 4 })
  await test.step('j k and the arrows move, x selects, Shift extends, Escape clears', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 3\./)
    await page.keyboard.press('k')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 4\./)
    await page.keyboard.press('Shift+J')
    await expect(rows(page).and(page.getByRole('row', { selected: true }))).toHaveCount(2)
    await page.keyboard.press('x')
    await expect(rows(page).and(page.getByRole('row', { selected: true }))).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(rows(page).and(page.getByRole('row', { selected: true }))).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+a')
    await expect(rows(page).and(page.getByRole('row', { selected: true }))).toHaveCount(4)
    await page.keyboard.press('Escape')
  })
  await test.step('Enter opens, j and k follow in the reader, u and Escape lead back', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Letter 3' })).toBeFocused()
    await page.keyboard.press('k')
    await expect(page.getByRole('heading', { name: 'Letter 4' })).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect(page.getByRole('heading', { name: 'Letter 2' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 2\./)
  })
  await test.step('/ filters and says how many, Escape leaves', async () => {
    await page.keyboard.press('/')
    const filter = page.locator('[data-part="list"] input').first()
    await expect(filter).toBeFocused()
    await page.keyboard.type('from:c2@courriel.example')
    await page.keyboard.press('Enter')
    await expect(said(page)).toHaveText('1 result')
    await expect(rows(page)).toHaveCount(1)
    await page.goto(`${town.url}/v/unassigned`)
    await expect(rows(page)).toHaveCount(4)
  })
  await test.step('several archives in a row are all taken back with z', async () => {
    await page.keyboard.press('j')
    for (const left of [3, 2, 1]) {
      await page.keyboard.press('e')
      await expect(rows(page)).toHaveCount(left)
    }
    for (const back of [2, 3, 4]) {
      await page.keyboard.press('z')
      await expect(rows(page)).toHaveCount(back)
    }
    await page.keyboard.press('z')
    await expect(said(page)).toHaveText('There is nothing to undo')
    const ends = await Promise.all(mails.map((id) => town.api.get(`/conversations/${id}`)))
    expect(ends.map(({ status }) => status)).toEqual(['open', 'open', 'open', 'open'])
  })
  await test.step('g waits a moment for its second key, and goes', async () => {
    const hint = page.getByText('then a letter, ? shows which')
    await page.keyboard.press('g')
    await expect(hint).toBeVisible()
    await expect(hint).toBeHidden()
    for (const [key, url] of [
      ['m', '/v/mine'],
      ['o', '/v/overdue'],
      ['a', '/archive'],
      ['u', '/v/unassigned'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key) // at once: nothing on a slow machine may come between
      await expect(page).toHaveURL(town.url + url)
    }
  })
  await test.step('? shows the keys, and turns single ones off', async () => {
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByRole('switch', { name: 'Single keys' }).click()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.keyboard.press('j')
    await page.keyboard.press('?') // this one stays, to turn the others on again
    await expect(sheet).toBeVisible()
    await expect(page).toHaveURL(`${town.url}/v/unassigned`)
    await expect(page.locator('[data-id][aria-current]')).toHaveCount(0)
    await sheet.getByRole('switch', { name: 'Single keys' }).click()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await page.keyboard.press('j')
    await expect(focusedRow(page)).toHaveAccessibleName(/Letter 4\./)
  })
})

/** Somebody's own mailbox with so many letters, "Letter 1" the oldest, open as a list. @returns their ids. */
async function deskOf(
  page: Page,
  town: Town,
  { who, mails }: { who: string; mails: number },
): Promise<string[]> {
  const person = await addPerson(town, who)
  const mailbox = await addMailbox(town, who.replaceAll(/\W/g, ''), [person])
  const ids: string[] = []
  for (let number = 1; number <= mails; number++) {
    ids.push(
      await receive(town, mailbox, {
        from: `Correspondent ${number} <c${number}@courriel.example>`,
        subject: `Letter ${number}`,
        text: 'What about our request?',
        messageId: `${number}.${mailbox}@courriel.example`,
      }),
    )
  }
  await signIn(page.context(), town, person)
  await page.goto(`${town.url}/v/unassigned`)
  await expect(rows(page)).toHaveCount(mails)
  return ids
}

/** The mails of the list; its group heads are rows too. */
function rows(page: Page) {
  return page.locator('[role="row"][data-id]')
}

function focusedRow(page: Page) {
  return rows(page).and(page.locator(':focus'))
}

/** The polite live region, in which screen readers hear what was done. */
function said(page: Page) {
  return page.getByRole('status').and(page.locator('[aria-live="polite"]'))
}
