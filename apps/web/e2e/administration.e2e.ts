import { expect, type Page } from '@playwright/test'
import { letter } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { addPerson, signIn, test, type Town } from './town.ts'

test('an admin adds a colleague, who signs in with the password that was shown once @whole', async ({
  page,
  browser,
  town,
}) => {
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/settings/users`)
  await page.getByRole('button', { name: 'Add a user' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Karim Benali')
  await dialog.getByLabel('E-mail address').fill('karim@port-leveque.example')
  await dialog.getByLabel('Role').selectOption('manager')
  await dialog.getByLabel('Language').selectOption('fr')
  await dialog.getByRole('button', { name: 'Add the user' }).click()
  const password = await dialog.locator('code').innerText()
  await dialog.getByRole('button', { name: 'I have noted it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Karim Benali' })).toContainText(
    'Manager',
  )

  const visitor = await browser.newContext()
  const his = await visitor.newPage()
  await his.goto(`${town.url}/settings/tags?from=a-link`)
  await expect(his).toHaveURL(/\/login\?next=/)
  await fillSignIn(his, 'karim@port-leveque.example', 'something else')
  await expect(his.getByRole('alert').first()).toContainText('is not right')
  await fillSignIn(his, 'karim@port-leveque.example', password)
  await expect(his).toHaveURL(/\/settings\/tags/)
  await expect(his.getByRole('heading', { name: 'Étiquettes' })).toBeVisible()
  await expect(his.getByRole('link', { name: 'Utilisateurs' })).toHaveCount(0)

  await test.step('a disabled user is signed out and stays out', async () => {
    await page.getByRole('button', { name: 'Edit Karim Benali' }).click()
    await page.getByRole('button', { name: 'Disable the account' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Karim Benali' })).toContainText(
      'Disabled',
    )
    await expect(his).toHaveURL(/\/login/)
    await his.goto(`${town.url}/settings/profile`)
    await expect(his).toHaveURL(/\/login/)
  })
  await visitor.close()
})

test(
  'guessing passwords is slowed down, and says so',
  { tag: '@whole' },
  async ({ page, town }) => {
    const rozenn = await addPerson(town, 'Rozenn Le Gall')
    await page.goto(`${town.url}/login`)
    const refusal = page.getByRole('alert').first()
    await expect(async () => {
      await fillSignIn(page, rozenn.email, 'a guess')
      await expect(refusal).toContainText('Too many attempts', { timeout: 1_000 })
    }).toPass({ timeout: 60_000, intervals: [100] })
  },
)

test(
  'a mailbox says in words what stops it, and is mended where it says',
  { tag: '@whole' },
  async ({ page, town }) => {
    await town.dovecot.deliver(
      4,
      letter({
        from: 'Jeanne <jeanne@courriel.example>',
        subject: 'Acte de naissance',
        text: 'Bonjour',
        messageId: 'naissance@courriel.example',
      }),
    )
    const mailbox = await connect(town)
    await signIn(page.context(), town, town.admin)
    await page.goto(`${town.url}/settings/mailboxes/${mailbox}`)
    const inStep = page.getByText('In step', { exact: true })
    await expect(inStep).toBeVisible()
    await expect(page.getByText('Nothing is missing.')).toBeVisible()

    await test.step('every number of its ledger leads to the messages behind it', async () => {
      await page.getByText('By folder').click()
      await expect(page.getByRole('row', { name: 'INBOX 1 1' })).toBeVisible()
      await page.getByRole('definition').getByRole('link', { name: '1', exact: true }).click()
      const line = page.getByRole('row').filter({ hasText: 'Acte de naissance' })
      await expect(line).toContainText('INBOX · UID 1')
      await expectForEverybody(page, 'ledger-messages')
      await line.getByRole('link').click()
      await expect(page.getByRole('heading', { name: 'Acte de naissance' })).toBeVisible()
      await page.goto(`${town.url}/settings/mailboxes/${mailbox}`)
    })

    const newPassword = page.locator('#connection').getByLabel('New password')
    const save = page.locator('#connection').getByRole('button', { name: 'Save' })
    await newPassword.fill('it was changed')
    await save.click()
    await expect(page.getByText('User name or password refused').first()).toBeVisible()

    await page.goto(`${town.url}/settings/mailboxes`)
    await expect(page.getByText('1 interrupted')).toBeVisible()
    await page.getByRole('link', { name: 'Enter the new password' }).click()
    await expect(newPassword).toBeFocused()
    await newPassword.fill(town.dovecot.account(4).password)
    await page.keyboard.press('Enter')
    await expect(inStep).toBeVisible()

    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByText('Paused', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(inStep).toBeVisible()
  },
)

async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Connects the fourth account of the IMAP server. @returns the id of the mailbox. */
async function connect({ api, dovecot }: Town): Promise<string> {
  const { id } = await api.post<{ id: string }>('/mailboxes', {
    name: 'Civil registry',
    address: 'registry@port-leveque.example',
    incoming: { protocol: 'imap', ...dovecot.account(4) },
  })
  return id
}
