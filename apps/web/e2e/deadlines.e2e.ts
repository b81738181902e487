import { expect, type Page } from '@playwright/test'
import { POLICY_PRESETS } from '@levee/domain'
import { expectForEverybody } from './look.ts'
import { addMailbox, receive, signIn, test, type Town } from './town.ts'

const DAY = 86_400_000 // ms

test('a calendar and a policy give mail its dates, which explain themselves, rest and go on @whole', async ({
  page,
  town,
}) => {
  const mailbox = await addMailbox(town, 'Library', [town.admin])
  await signIn(page.context(), town, town.admin)

  await test.step('a calendar of its own, with a closure and the holidays of Alsace', () =>
    makeCalendar(page, town))
  await test.step('a policy for its mail, after what would move', () => makePolicy(page, town))

  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@courriel.example>',
    subject: 'Prêt entre bibliothèques',
    text: 'Bonjour, où en est ma demande ?',
    messageId: 'pret@courriel.example',
  })
  await page.goto(`${town.url}/c/${id}`)
  const bar = page.getByRole('group', { name: 'Deadline' })
  await expect(bar.getByRole('listitem')).toHaveCount(2)
  await expect(bar).toContainText('First reply')

  await test.step('the date tells where it comes from', async () => {
    const explanation = await explain(page, 'First reply')
    await expect(explanation).toContainText('Everyday mail, version 1')
    await expect(explanation).toContainText('Library hours, version 2 (Europe/Paris)')
    await expect(explanation).toContainText('Received on')
    await expect(explanation).toContainText('not counted, Inventory (closure)')
    await expect(explanation).toContainText(/3 days counted|1 day counted/)
    await expect(explanation).toContainText('when work ends.')
    await explanation.getByText('What if…').click()
    await explanation.getByLabel('the policy were').selectOption('Small things')
    await expect(explanation.getByRole('status')).toContainText('of working time counted')
    await expectForEverybody(page, 'deadline-explained', '[role=dialog]')
    await page.keyboard.press('Escape')
  })

  await test.step('it rests with a reason, goes on, and both can be undone', async () => {
    await bar.getByRole('button', { name: 'Pause' }).click()
    await page.getByLabel('Why does it rest?').fill('The other library is asked')
    await page.keyboard.press('Enter')
    await expect(bar).toContainText('Paused, was due')
    await expect(page.getByText('paused the deadline: “The other library is asked”')).toBeVisible()
    const explanation = await explain(page, 'First reply')
    await expect(explanation).toContainText('on purpose. “The other library is asked”')
    await page.keyboard.press('Escape')
    await bar.getByRole('button', { name: 'Resume' }).click()
    await expect(bar.getByRole('button', { name: 'Pause' })).toBeVisible()
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await expect(bar.getByRole('button', { name: 'Resume' })).toBeVisible()
    await bar.getByRole('button', { name: 'Resume' }).click()
    await expect(bar).not.toContainText('Paused')
  })
})

async function makeCalendar(page: Page, town: Town): Promise<void> {
  await page.goto(`${town.url}/settings/calendars`)
  await page.getByRole('button', { name: 'Add a calendar' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Library hours')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Library hours' })).toBeVisible()
  await page.getByRole('button', { name: 'Saturday: add hours' }).click()
  await page.getByLabel('Country').selectOption('FR')
  await page.getByLabel('Part of the country').selectOption('alsace-moselle')
  await page.getByRole('checkbox', { name: 'Whit Monday' }).check()
  await expect(page.getByRole('heading', { name: /^Closed days in \d+: 12$/ })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Good Friday' }).last()).toBeVisible()
  await page.getByRole('button', { name: 'Add an exception' }).click()
  const exception = page.getByRole('region', { name: 'Exceptions' }).getByRole('listitem')
  await exception.getByLabel('Name').fill('Inventory')
  await exception.getByLabel('From').fill(dayFromNow(1))
  await exception.getByLabel('To', { exact: true }).fill(dayFromNow(7))
  await page.getByRole('checkbox', { name: 'Library' }).check()
  await expectForEverybody(page, 'calendar', 'main')
  await page.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByRole('dialog')).toContainText('None would move.')
  await page.getByRole('button', { name: 'Save the calendar' }).click()
  await expect(page.getByText('version 2', { exact: true })).toBeVisible()
}

async function makePolicy(page: Page, town: Town): Promise<void> {
  const elsewhere = await addMailbox(town, 'Archives', [town.admin])
  const [smallThings] = POLICY_PRESETS.filter(({ key }) => key === 'urgent')
  await town.api.post('/deadline-policies', {
    name: 'Small things',
    conditions: {
      mailboxIds: [elsewhere], // the mail of other tests keeps its order
      teamIds: [],
      tagIds: [],
      priorities: ['low', 'normal'],
      channels: [],
    },
    calendarId: null,
    targets: smallThings?.targets ?? [],
  })
  await page.goto(`${town.url}/settings/deadlines`)
  await page.getByRole('button', { name: 'Add a policy' }).click()
  await expect(page.getByRole('dialog')).toContainText('check with your counsel')
  await page.getByRole('link', { name: 'Everyday mail' }).click()
  await page.getByRole('checkbox', { name: 'Library' }).check()
  await expectForEverybody(page, 'policy', 'main')
  await page.getByRole('button', { name: 'Save…' }).click()
  await page.getByRole('button', { name: 'Add the policy' }).click()
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows.filter({ hasText: 'Everyday mail' })).toContainText('First reply 3 work days')
  await expect(rows.first()).toContainText('Small things')
  await page.getByRole('button', { name: 'Move Everyday mail' }).press('Alt+ArrowUp')
  await page.getByRole('button', { name: 'Move “Everyday mail” to place 1' }).click()
  await expect(rows.first()).toContainText('Everyday mail')
  await page.getByRole('button', { name: 'Move Small things' }).dragTo(rows.first())
  const moves = page.getByRole('dialog')
  await expect(moves).toContainText('Move “Small things” to place 1')
  await moves.getByRole('button', { name: 'Cancel' }).click()
}

async function explain(page: Page, kind: string): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: `Explain this date: ${kind}` }).click()
  return page.getByRole('dialog')
}

/** YYYY-MM-DD. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
}
