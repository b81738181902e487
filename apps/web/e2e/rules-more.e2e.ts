import { expect } from '@playwright/test'
import { addMailbox, change, receive, signIn, test, type Town } from './town.ts'

test('rules are dragged, applied to mail that is there, undone, and made of a mail @whole', async ({
  page,
  town,
}) => {
  const { team, letters } = await aDesk(town)
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/rules`)

  await test.step('a rule is dragged to another place', async () => {
    const rows = page.getByRole('region', { name: 'Rules' }).getByRole('listitem')
    await expect(rows).toHaveCount(3)
    const order = () =>
      page.getByRole('region', { name: 'Rules' }).getByRole('link').allTextContents()
    const before = await order()
    await rows.nth(2).dragTo(rows.nth(0))
    const [first, second, third] = before
    await expect.poll(order).toEqual([third, first, second])
    await page.reload()
    await expect.poll(order).toEqual([third, first, second])
  })
  await test.step('it is applied to mail that is there, followed, and undone as a whole', async () => {
    await page.getByRole('link', { name: 'Bins to Roads' }).click()
    await page.getByRole('button', { name: 'Apply to existing mail…' }).click()
    await page.getByRole('button', { name: 'Count what would change' }).click()
    await page.getByRole('button', { name: 'Change 2 mails' }).click()
    await expect(page.getByText('2 mails changed.')).toBeVisible()
    expect(await teamOf(town, letters.bin)).toBe(team)
    await page.getByRole('button', { name: 'Undo all of it' }).click()
    await expect(page.getByText('All of it was undone.')).toBeVisible()
    expect(await teamOf(town, letters.bin)).toBeNull()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'History', exact: true }).click()
    await page.getByRole('radio', { name: 'On existing mail' }).click()
    await expect(page.getByRole('dialog')).toContainText('Undone by Nadia Toussaint')
    await page.keyboard.press('Escape')
  })
  await test.step('a rule is made of what was done to a mail, and of nothing else', async () => {
    await page.goto(`${town.url}/v/all`)
    await page.getByRole('row', { name: /Lampadaire éteint/ }).click()
    await page.getByRole('button', { name: 'Actions on this message' }).last().click()
    await page.getByRole('menuitem', { name: 'Why is it here?' }).click()
    await page.getByRole('link', { name: 'Make a rule of this' }).click()
    const form = page.getByRole('form', { name: 'Rule' })
    await expect(form).toContainText('its mailbox is Roads, then assign it to Roads')
    await page.getByRole('button', { name: /^Publish/ }).click()
    await expect(page.getByText('is published. It acts on new mail.')).toBeVisible()
  })
})

/** A mailbox, a department, and two rules; one of them is about two of its mails. */
async function aDesk(town: Town): Promise<{ team: string; letters: { bin: string } }> {
  const mailbox = await addMailbox(town, 'Roads', [])
  const { id: team } = await town.api.post<{ id: string }>('/teams', { name: 'Roads' })
  for (const [name, word] of [
    ['Lamps', 'lampadaire'],
    ['Holes', 'nid-de-poule'],
    ['Bins to Roads', 'poubelle'],
  ])
    await town.api.post('/rules', {
      name,
      enabled: false,
      conditions: {
        all: [
          { field: 'mailbox', operator: 'is', value: mailbox },
          { field: 'subject', operator: 'contains', value: word },
        ],
      },
      actions: [{ type: 'assignTeam', teamId: team }],
    })
  const arrive = (subject: string, id: string): Promise<string> =>
    receive(town, mailbox, {
      from: 'Paul Riou <paul.riou@roads.example>',
      subject,
      text: 'Bonjour, rue du Port.',
      messageId: `${id}@roads.example`,
    })
  const bin = await arrive('Poubelle renversée', 'bin-1')
  await arrive('Une poubelle manque', 'bin-2')
  await change(town, await arrive('Lampadaire éteint', 'lamp'), { teamId: team })
  return { team, letters: { bin } }
}

async function teamOf({ api }: Town, id: string): Promise<string | null> {
  const { teamId } = await api.get<{ teamId: string | null }>(`/conversations/${id}`)
  return teamId
}
