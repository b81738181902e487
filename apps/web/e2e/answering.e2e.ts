import { type Browser, expect, type Page } from '@playwright/test'
import { addMailbox, addPerson, type Person, receive, signIn, test, type Town } from './town.ts'

test('two people answer one letter once: presence, take-over, a stale reply that is reviewed', async ({
  browser,
  town,
}) => {
  const claire = await addPerson(town, 'Claire Aubry')
  const karim = await addPerson(town, 'Karim Diallo')
  const mailbox = await addMailbox(town, 'Answers', [claire, karim])
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@morvan.example>',
    subject: 'Terrace',
    text: 'When may it open?',
    messageId: `answering.${mailbox}@morvan.example`,
  })
  const hers = await deskOf(browser, town, claire, '/v/unassigned')
  await row(hers).click()
  await expect(hers.getByRole('heading', { name: 'Terrace' })).toBeVisible()
  await hers.keyboard.press('r')
  await text(hers).pressSequentially('Dear Madam,')
  const his = await deskOf(browser, town, karim, '/v/unassigned')

  await test.step('he sees in the list and in the mail that she writes', async () => {
    await expect(row(his)).toContainText('Claire')
    await row(his).click()
    await expect(his.getByRole('toolbar').getByText('Claire is replying')).toBeVisible()
    await expect(hers.getByRole('toolbar').getByText('Karim is viewing')).toBeVisible()
    await expect(hers.getByText('Draft saved')).toBeVisible()
  })

  await test.step('he takes her draft over: she can only read it', async () => {
    await his.keyboard.press('r')
    await expect(his.getByText('Claire Aubry is replying to this mail.')).toBeVisible()
    await his.getByRole('button', { name: 'See their draft' }).click()
    await expect(his.getByLabel('Draft of Claire Aubry')).toHaveValue(/Dear Madam/)
    await his.getByRole('button', { name: 'Take over' }).click()
    await expect(text(his)).toContainText('Dear Madam')
    await expect(hers.getByText('Karim Diallo took over.')).toBeVisible()
    await expect(text(hers)).toHaveAttribute('contenteditable', 'false')
    await text(his).press('Control+Home')
    await text(his).pressSequentially('In May. ')
    await expect(his.getByText('Draft saved')).toBeVisible()
  })

  await test.step('what she notes meanwhile stops his reply, until he knows it', async () => {
    await town.api.post(`/conversations/${id}/notes`, { text: 'Not before June.' })
    const changed = his.getByRole('alert', { name: 'What changed meanwhile' })
    await expect(changed).toContainText('Nadia Toussaint wrote an internal note')
    await his.keyboard.press('ControlOrMeta+Enter')
    await changed.getByRole('button', { name: 'Review' }).click()
    await expect(his.locator('[data-entry]:focus')).toContainText('Not before June.')
    await changed.getByRole('button', { name: 'Send anyway' }).click()
    await expect(his.getByText('The reply is sent.').first()).toBeVisible()
    const { messages } = await town.api.get<{ messages: { text: string }[] }>(
      `/conversations/${id}`,
    )
    expect(messages).toHaveLength(2)
    expect(messages[1]?.text).toMatch(/In May\.\s+Dear Madam,/)
  })
  await Promise.all([hers.context().close(), his.context().close()])
})

test.describe('in seconds', () => {
  test.describe.configure({ retries: 2 }) // a busy machine is no failure

  test(
    'who looks at a mail is seen within a second, and gone 15 seconds after their tab died',
    { tag: '@whole' },
    async ({ browser, town }) => {
      const [naig, yann] = [
        await addPerson(town, 'Naig Le Bihan'),
        await addPerson(town, 'Yann Bihan'),
      ]
      const mailbox = await addMailbox(town, 'Presence', [naig, yann])
      await receive(town, mailbox, {
        from: 'Jeanne Morvan <jeanne@morvan.example>',
        subject: 'Terrace',
        text: 'When may it open?',
        messageId: `presence.${mailbox}@morvan.example`,
      })
      const hers = await deskOf(browser, town, naig, '/v/unassigned')
      const his = await deskOf(browser, town, yann, '/v/unassigned')
      await Promise.all([expect(row(hers)).toBeVisible(), expect(row(his)).toBeVisible()])
      await expect(his.getByText('Connection lost')).toBeHidden()

      const seen = when(his, ROW, 'Naig')
      const opened = when(hers, 'article', 'Jeanne Morvan')
      await row(hers).click()
      expect((await seen) - (await opened)).toBeLessThan(1_000)

      const told = when(his, ROW, 'replying')
      const began = when(hers, '[data-part=composer] [role=textbox]', '')
      await hers.keyboard.press('r')
      expect((await told) - (await began)).toBeLessThan(1_000)

      const gone = when(his, ROW, 'Naig', false)
      const session = await hers.context().newCDPSession(hers)
      const died = hers.waitForEvent('crash')
      void session.send('Page.crash').catch(() => undefined) // nobody is left to answer
      await died
      const dead = Date.now()
      expect((await gone) - dead).toBeLessThan(15_000)
      await Promise.all([hers.context().close(), his.context().close()])
    },
  )
})

const ROW = '[role=row][aria-rowindex]'

/** When an element of a page says something, or no longer does: as soon as that is drawn. */
function when(page: Page, element: string, words: string, wanted = true): Promise<number> {
  return page.evaluate(
    ([selector, said, isWanted]) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const found = document.querySelector(selector)
          const says = found && `${found.textContent} ${found.ariaLabel}`.includes(said)
          if (Boolean(says) === isWanted) resolve(Date.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
    [element, words, wanted] as const,
  )
}

async function deskOf(browser: Browser, town: Town, person: Person, path: string): Promise<Page> {
  const context = await browser.newContext()
  await signIn(context, town, person)
  const page = await context.newPage()
  await page.goto(town.url + path)
  return page
}

function row(page: Page) {
  return page.getByRole('row').filter({ hasText: 'Terrace' })
}

function text(page: Page) {
  return page.getByRole('textbox', { name: 'Text of the reply' })
}
