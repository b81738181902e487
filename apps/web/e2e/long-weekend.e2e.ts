import { expect, type Locator, type Page, request as requests } from '@playwright/test'
import { POLICY_PRESETS } from '@levee/domain'
import { test } from './levee.ts'
import { countOf, figuresIn } from './report-figures.ts'
import {
  addMailbox,
  addPerson,
  Api,
  type Person,
  receive,
  signIn,
  signInto,
  type Town,
  withTown,
} from './town.ts'

// Whit Sunday is 24 May 2026, and the Monday after it a holiday in France; Paris is two hours ahead.
const FRIDAY_EVENING = '2026-05-22T17:30:00Z'
const WEDNESDAY = '2026-05-27T08:00:00Z'
const THURSDAY = '2026-05-28T08:00:00Z'
const MONDAY_AFTERNOON = '2026-06-01T13:05:00Z' // two hours before the end of work, and a bit
const TUESDAY_MORNING = '2026-06-02T07:30:00Z'

/** The town, and the clock on its wall. */
type Desk = { town: Town; page: Page; now: (time: string) => Promise<void> }

test(
  'mail of a Friday evening before a long week-end is due on the right day, rests, and is told of when it is late',
  { tag: '@whole' },
  async ({ page, mailServers }) => {
    test.setTimeout(180_000)
    await withTown(
      mailServers,
      async (town, moveTo) => {
        const now = async (time: string): Promise<void> => {
          moveTo(time)
          await page.clock.setFixedTime(time)
          await signInto(town.api, town.admin)
          await signIn(page.context(), town, town.admin)
        }
        await liveThrough({ town, page, now })
      },
      { LEVEE_TEST_TIME: FRIDAY_EVENING },
    )
  },
)

async function liveThrough({ town, page, now }: Desk): Promise<void> {
  const karim = await addPerson(town, 'Karim Benali')
  const mailbox = await addMailbox(town, 'Accueil', [town.admin, karim])
  await promiseReplies(town)
  await now(FRIDAY_EVENING)
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@courriel.example>',
    subject: 'Nuisances sonores',
    text: 'Bonjour, le bruit ne cesse pas.',
    messageId: 'bruit@courriel.example',
  })
  const { revision } = await town.api.get<{ revision: number }>(`/conversations/${id}`)
  await town.api.patch(`/conversations/${id}`, { revision, assigneeId: karim.id })

  await test.step('three working days begin on Tuesday', async () => {
    await page.goto(`${town.url}/c/${id}`)
    const explanation = await explain(page)
    await expect(explanation).toContainText('Due on Fri, 29 May 2026 at 17:00')
    await expect(explanation).toContainText('Received on Fri, 22 May 2026 at 19:30')
    await expect(explanation).toContainText(
      'Mon, 25 May 2026: not counted, Whit Monday (public holiday)',
    )
    await expect(explanation).toContainText('3 days counted')
    await page.keyboard.press('Escape')
  })

  const bar = page.getByRole('group', { name: 'Deadline' })
  await test.step('a day of rest moves it over the next week-end', async () => {
    await now(WEDNESDAY)
    await page.goto(`${town.url}/c/${id}`)
    await bar.getByRole('button', { name: 'Pause' }).click()
    await page.getByLabel('Why does it rest?').fill('The police is asked')
    await page.keyboard.press('Enter')
    await expect(bar).toContainText('Paused, was due')
    await now(THURSDAY)
    await page.reload()
    await bar.getByRole('button', { name: 'Resume' }).click()
    await expect(bar).not.toContainText('Paused')
    const explanation = await explain(page)
    await expect(explanation).toContainText('Due on Mon, 1 June 2026 at 17:00')
    await expect(explanation).toContainText('The police is asked')
    await page.keyboard.press('Escape')
    await checkFigures({ town, page, now }, 'dueSoon')
  })

  await test.step('two hours before, whoever is in charge is told', async () => {
    await now(MONDAY_AFTERNOON)
    await isTold(town, karim, 'deadlineNear')
    await checkFigures({ town, page, now }, 'dueToday')
  })

  await test.step('once it is over, the managers are told, and the dashboard counts it', async () => {
    await now(TUESDAY_MORNING)
    await page.goto(`${town.url}/notifications`)
    const told = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Deadline passed' })
    await expect(told).toContainText('Nuisances sonores', { timeout: 40_000 })
    await expect(told).toHaveCount(1)
    await checkFigures({ town, page, now }, 'overdue')
    const level = page.getByRole('region', { name: 'Level of the open mail' })
    await level.getByRole('link', { name: '1 Overdue' }).click()
    await expect(page.getByRole('region', { name: 'List of mails' })).toContainText(
      'Nuisances sonores',
    )
  })
}

/** Everyday mail gets its first reply within three working days. */
async function promiseReplies({ api }: Town): Promise<void> {
  const { items } = await api.get<{ items: { id: string }[] }>('/deadline-policies')
  const [courtesy] = POLICY_PRESETS
  const targets = courtesy?.targets.filter(({ kind }) => kind === 'firstReply')
  await api.patch(`/deadline-policies/${items[0]?.id}`, { targets })
}

async function explain(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Explain this date: First reply' }).click()
  return page.getByRole('dialog')
}

/** The one mail is where the dashboard says that it is, and each of its figures is right. */
async function checkFigures({ town, page }: Desk, state: string): Promise<void> {
  const report = await town.api.get<{ levels: Record<string, { n: number }> }>('/reports/deadlines')
  expect(report.levels[state]?.n).toBe(1)
  const figures = figuresIn(report)
  expect(figures.length).toBeGreaterThan(30)
  for (const { n, filter } of figures)
    expect(await countOf(town, filter), JSON.stringify(filter)).toBe(n)
  await page.goto(`${town.url}/deadlines`)
  const level = page.getByRole('region', { name: 'Level of the open mail' })
  await expect(level.getByRole('link', { name: '1 open mail' })).toBeVisible()
}

/** What they are told of deadlines is this, and once. */
async function isTold(town: Town, person: Person, kind: string): Promise<void> {
  const context = await requests.newContext({ baseURL: town.url })
  const api = new Api(context)
  await signInto(api, person)
  const kinds = async (): Promise<string[]> => {
    const { items } = await api.get<{ items: { kind: string }[] }>('/notifications')
    return items.map((each) => each.kind).filter((each) => each.startsWith('deadline'))
  }
  await expect.poll(kinds, { timeout: 40_000 }).toEqual([kind])
  await context.dispose()
}
