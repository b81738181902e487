import { expect, type Locator, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, change, type Person, receive, signIn, test, type Town } from './town.ts'

const HOUR = 3_600_000 // ms

/** What a list in the browser is called by the server. */
const viewKeys: Record<string, string> = { all: 'open', everything: 'all', 'due-soon': 'dueSoon' }

type Figure = { n: number; filter: Record<string, string> }

test('each figure of the dashboard counts the mail behind it, as far as it unfolds', async ({
  page,
  town,
}) => {
  const karim = await addPerson(town, 'Karim Benali', { role: 'staff' })
  const { teamId } = await someDesk(town, karim)
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/deadlines?team=${teamId}`)
  const main = page.getByRole('main')
  const level = main.getByRole('region', { name: 'Level of the open mail' })
  await expect(level.getByRole('link', { name: /^6 open mails/ })).toBeVisible()
  await expect(level.getByRole('link', { name: /^2 Overdue/ })).toBeVisible()

  await test.step('the report and each number on the screen have as many mails behind them', async () => {
    const report = await town.api.get(`/reports/deadlines?teamId=${teamId}`)
    const figures = figuresIn(report)
    expect(figures.length).toBeGreaterThan(30)
    for (const { n, filter } of figures) expect(await countOf(town, filter)).toBe(n)
  })

  await test.step('a line unfolds into its people', async () => {
    const row = main.getByRole('row', { name: /Urbanisme/ })
    await row.getByRole('button', { name: 'Urbanisme' }).press('Enter')
    const part = main.getByRole('row', { name: /Karim Benali/ })
    await expect(part.getByRole('link', { name: 'Karim Benali, overdue: 1' })).toBeVisible()
    await expect(page).toHaveURL(/open=/)
    await expectForEverybody(page, 'dashboard')
    for (const { n, query } of await linksIn(main)) {
      expect(await countOf(town, query), JSON.stringify(query)).toBe(n)
    }
    await part.getByRole('link', { name: 'Karim Benali, overdue: 1' }).click()
    await expectList(page, ['Recours gracieux'])
    await page.goBack()
  })

  await test.step('a day and the period are in the URL, and lead to their mail', async () => {
    await main.getByRole('radio', { name: 'Week', exact: true }).click()
    await expect(page).toHaveURL(/period=week/)
    await level.getByRole('link', { name: /At risk|Today/ }).first().click()
    await expectList(page, ['Certificat'])
  })
})
