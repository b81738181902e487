import { expect, type Locator, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { countOf, figuresIn } from './report-figures.ts'
import {
  addMailbox,
  addPerson,
  change,
  type Person,
  receive,
  signIn,
  test,
  type Town,
} from './town.ts'

const HOUR = 3_600_000 // ms

/** What the lists are called by the server, where the URL calls them otherwise. */
const viewKeys: Record<string, string> = { all: 'open', everything: 'all', 'due-soon': 'dueSoon' }

test('each figure of the dashboard leads to the mail that it counts @whole', async ({
  page,
  town,
}) => {
  const karim = await addPerson(town, 'Karim Benali')
  const teamId = await someDesk(town, karim)
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/deadlines?team=${teamId}`)
  const main = page.getByRole('main')
  const level = main.getByRole('region', { name: 'Level of the open mail' })
  await expect(level.getByRole('link', { name: '5 open mails' })).toBeVisible()
  await expect(level.getByRole('link', { name: '2 Overdue' })).toBeVisible()

  await test.step('the server lists as many mails as each figure says', async () => {
    const figures = figuresIn(await town.api.get(`/reports/deadlines?teamId=${teamId}`))
    expect(figures.length).toBeGreaterThan(30)
    await Promise.all(
      figures.map(async ({ n, filter }) =>
        expect(await countOf(town, filter), JSON.stringify(filter)).toBe(n),
      ),
    )
  })

  await test.step('a line unfolds into its people, and the screen links what it says', async () => {
    await main.getByRole('button', { name: 'Urbanisme', exact: true }).press('Enter')
    const part = main.getByRole('row', { name: /^Karim Benali/ })
    await expect(part.getByRole('link', { name: 'Karim Benali, overdue: 1' })).toBeVisible()
    await expect(page).toHaveURL(/open=/)
    await main.getByRole('button', { name: 'First reply: show as a table' }).click()
    await expectForEverybody(page, 'dashboard', 'main')
    const links = await linksIn(main)
    expect(links.length).toBeGreaterThan(25)
    await Promise.all(
      links.map(async ({ n, href, query }) => expect(await countOf(town, query), href).toBe(n)),
    )
    await part.getByRole('link', { name: 'Karim Benali, overdue: 1' }).click()
    await expectList(page, ['Recours gracieux'])
    await expect(main.getByRole('list', { name: 'Only' })).toContainText('Karim Benali')
    await page.goBack()
  })

  await test.step('period and grouping are in the URL, and lead to other mail', async () => {
    await main.getByRole('radio', { name: 'Week', exact: true }).click()
    await expect(page).toHaveURL(/period=week/)
    await main.getByRole('radio', { name: 'People' }).click()
    await expect(page).toHaveURL(/by=person/)
    await downloads(page, 'Table (CSV)', /\.csv$/)
    await downloads(page, 'Document (PDF)', /\.pdf$/)
    await main.getByRole('link', { name: 'Karim Benali, at risk: 1' }).click()
    await expectList(page, ['Certificat d’urbanisme'])
  })
})

/** Mail of one department in every state that the dashboard tells apart. @returns the department. */
async function someDesk(town: Town, karim: Person): Promise<string> {
  const mailbox = await addMailbox(town, 'Urbanisme', [town.admin, karim])
  const { id: teamId } = await town.api.post<{ id: string }>('/teams', {
    name: 'Urbanisme',
    memberIds: [karim.id],
  })
  const mails = [
    { subject: 'Recours gracieux', hours: -24, assigneeId: karim.id },
    { subject: 'Convention de servitude', hours: -2 },
    { subject: 'Certificat d’urbanisme', hours: 1, assigneeId: karim.id },
    { subject: 'Permis de construire', hours: 24 * 45 },
    { subject: 'Plan demandé', hours: 24 * 9, status: 'waiting' },
    { subject: 'Numérotation postale', hours: 24, status: 'archived' },
  ]
  for (const [index, { subject, hours, ...state }] of mails.entries()) {
    const id = await receive(town, mailbox, {
      from: 'Jeanne Morvan <jeanne@courriel.example>',
      subject,
      text: 'Madame, Monsieur,\n\nOù en est ma demande ?',
      messageId: `tableau-${index}@courriel.example`,
    })
    const dueAt = new Date(Date.now() + hours * HOUR).toISOString()
    await change(town, id, { teamId, dueAt, ...state })
  }
  return teamId
}

/** The links that show, or say, nothing but how many mails they lead to. */
async function linksIn(
  main: Locator,
): Promise<{ n: number; href: string; query: Record<string, string> }[]> {
  const links = await main.locator('a[href^="/v/"]').evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute('href') ?? '',
      says: link.getAttribute('aria-label') ?? link.textContent,
    })),
  )
  return links.flatMap(({ href, says }) => {
    const [, n] =
      /^(\d+)(?: \D+)?$/.exec(says) ?? /(?:: |received |closed )(\d+)(?: due.*)?$/.exec(says) ?? []
    if (n === undefined) return []
    const url = new URL(href, 'http://levee.example')
    const slug = url.pathname.split('/')[2] ?? ''
    const query = { ...Object.fromEntries(url.searchParams), view: viewKeys[slug] ?? slug }
    return [{ n: Number(n), href, query }]
  })
}

async function downloads(page: Page, entry: string, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  const begins = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: entry }).click()
  const file = await begins
  expect(file.suggestedFilename()).toMatch(name)
  expect(await file.failure()).toBeNull()
}

async function expectList(page: Page, subjects: string[]): Promise<void> {
  const rows = page.getByRole('region', { name: 'List of mails' }).locator('[data-id]')
  await expect(rows).toHaveCount(subjects.length)
  for (const [index, subject] of subjects.entries()) {
    await expect(rows.nth(index)).toContainText(subject)
  }
}
