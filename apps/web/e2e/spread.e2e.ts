import { expect, type Page } from '@playwright/test'
import { test } from './levee.ts'
import {
  addMailbox,
  addPerson,
  change,
  type Person,
  receive,
  signIn,
  signInto,
  type Town,
  withTown,
} from './town.ts'

const TUESDAY = '2026-06-02T07:30:00Z' // of the week in which their pace is learned
const MONDAY = '2026-06-08T07:00:00Z'
const WEDNESDAY = '2026-06-10'

/** Two people who closed eight mails each in four days: two a day. Nine are due on Wednesday, all of them Anna's. */
test(
  'a day that overflows is spread: proposed, applied, taken back',
  { tag: '@whole' },
  async ({ page, mailServers }) => {
    await withTown(
      mailServers,
      async (town, moveTo) => {
        const [anna, bruno] = [
          await addPerson(town, 'Anna Le Goff'),
          await addPerson(town, 'Bruno Petit'),
        ]
        const mailbox = await addMailbox(town, 'Voirie', [town.admin, anna, bruno])
        const { id: teamId } = await town.api.post<{ id: string }>('/teams', {
          name: 'Voirie',
          memberIds: [anna.id, bruno.id],
        })
        const mail = (n: number) =>
          receive(town, mailbox, {
            from: 'Jeanne Morvan <jeanne@courriel.example>',
            subject: `Nid-de-poule ${n}`,
            text: 'Bonjour',
            messageId: `nid-${n}@courriel.example`,
          })
        for (let n = 0; n < 16; n++)
          await change(town, await mail(n), {
            teamId,
            assigneeId: [anna, bruno][n % 2]?.id,
            status: 'archived',
          })
        moveTo(MONDAY)
        await page.clock.setFixedTime(MONDAY)
        await signInto(town.api, town.admin)
        await signIn(page.context(), town, town.admin)
        for (let n = 20; n < 29; n++) {
          const dueAt = `${WEDNESDAY}T${String(n - 14).padStart(2, '0')}:00:00Z`
          await change(town, await mail(n), { teamId, assigneeId: anna.id, dueAt })
        }
        await spread(page, town, { anna, bruno })
      },
      { LEVEE_TEST_TIME: TUESDAY },
    )
  },
)

async function spread(
  page: Page,
  town: Town,
  { anna, bruno }: { anna: Person; bruno: Person },
): Promise<void> {
  const openOf = async ({ id }: Person): Promise<number> => {
    const path = `/conversations?view=open&assignee=${id}&limit=200`
    return (await town.api.get<{ items: object[] }>(path)).items.length
  }
  await page.goto(`${town.url}/deadlines`)
  await expect(page.getByText(/9 deadlines, capacity 4/)).toBeVisible()
  const open = page.getByRole('button', { name: /^Spread Wednesday/ })
  await open.click()
  const dialog = page.getByRole('dialog', { name: /^Spread what is due on/ })
  const moves = dialog.getByRole('list', { name: 'Proposed changes' }).getByRole('listitem')
  await expect(moves.first()).toContainText('Bruno Petit')
  const proposed = await moves.count()
  expect(proposed).toBeGreaterThan(1)

  await test.step('what one leaves out stays where it is', async () => {
    await dialog.getByRole('checkbox').first().click()
    await dialog.getByRole('button', { name: /^Give \d mails?$/ }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/mails? given away/).first()).toBeVisible()
    expect([await openOf(anna), await openOf(bruno)]).toEqual([10 - proposed, proposed - 1])
  })

  await test.step('and one key takes all of it back', async () => {
    await page.keyboard.press('z')
    await expect(page.getByText('Undone.').first()).toBeVisible()
    await expect.poll(async () => [await openOf(anna), await openOf(bruno)]).toEqual([9, 0])
  })

  await test.step('who is away is given nothing, and the day says so', async () => {
    const absence = { userId: bruno.id, from: '2026-06-08', to: WEDNESDAY, substituteId: null }
    await town.api.post('/absences', absence)
    await page.reload()
    await expect(page.getByText(/9 deadlines, capacity 2 \(1 person away\)/)).toBeVisible()
    await open.click()
    await expect(dialog.getByText(/has room before that day/)).toBeVisible()
  })
}
