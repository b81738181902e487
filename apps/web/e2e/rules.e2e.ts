import { expect, type Page } from '@playwright/test'
import { pick, pickInMenu, tabTo } from './by-keys.ts'
import { type Letter, letter } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { addMailbox, receive, signIn, test, type Town } from './town.ts'

test('a rule is written, tried, published, explained and taken back', async ({ page, town }) => {
  const { mailbox } = await anOffice(town)
  await receive(town, mailbox, aLetter('Permis de construire, dossier 12', 'old-1'))
  await receive(town, mailbox, aLetter('Question sur la cantine', 'old-2'))
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/rules`)

  await test.step('it is written, and its sentence is in step', async () => {
    await page.getByRole('button', { name: 'New rule' }).first().click()
    await page.getByRole('button', { name: 'Start from nothing' }).click()
    await page.getByRole('textbox', { name: 'Name of the rule' }).fill('Permits to Planning')
    await conditions(page).first().getByLabel('What to look at').selectOption('mailbox')
    await conditions(page).first().getByLabel('How to compare').selectOption('isOneOf')
    await conditions(page).first().getByLabel('Value').press('Enter')
    await page.getByRole('menuitemcheckbox', { name: 'Rules IMAP' }).press('Enter')
    await add(page, 'Condition', 'Trust')
    await add(page, 'Group', 'Subject')
    await fillWords(page, 2, ['permis', 'PC 076', 'déclaration préalable'])
    await add(page, 'Condition', 'Attachment')
    await fillWords(page, 3, ['CERFA 13406'])
    await page.getByLabel('Department', { exact: true }).selectOption({ label: 'Planning' })
    await page.getByRole('button', { name: 'Add an action' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Put on a tag' }).press('Enter')
    await page.getByLabel('Tag', { exact: true }).selectOption({ label: 'Permit' })
    await page.getByRole('checkbox', { name: 'Stop here if the rule applies' }).check()
    await expect(page.getByRole('form', { name: 'Rule' })).toContainText(
      'When mail arrives, if its mailbox is Rules IMAP, its sender is not suspicious and (its subject contains “permis”, “PC 076” or “déclaration préalable” or the name of an attachment contains “CERFA 13406”), then assign it to Planning and tag it Permit, and look at no later rule.',
    )
  })
  await test.step('it is tried on the mail that is there, and changes none', async () => {
    const trial = page.getByRole('region', { name: 'Dry run' })
    await expect(trial.getByRole('status').first()).toContainText('concerned of the last')
    await expect(trial).toContainText('Permis de construire, dossier 12')
    await expect(trial).toContainText('Planning, Permit')
    await expect(trial).not.toContainText('cantine')
    await expectForEverybody(page, 'rules')
  })
  await test.step('published, it acts on what arrives over IMAP, and on nothing else', async () => {
    await page.getByRole('button', { name: /^Publish/ }).click()
    await expect(page.getByText('is published. It acts on new mail.')).toBeVisible()
    await town.dovecot.deliver(4, letter(aLetter('Dépôt PC 076 512 26 0019', 'new-1')))
    await town.dovecot.deliver(4, letter(aLetter('Horaires de la piscine', 'new-2')))
    await page.goto(`${town.url}/v/all`)
    await expect(rowOf(page, 'Horaires de la piscine')).toBeVisible()
    await rowOf(page, 'Dépôt PC 076 512 26 0019').click()
    await expect(page.getByRole('button', { name: 'Planning' }).first()).toBeVisible()
  })
  await test.step('the mail says which rule put it there, and why', async () => {
    await page.getByRole('button', { name: 'Actions on this message' }).last().click()
    await page.getByRole('menuitem', { name: 'Why is it here?' }).click()
    const why = page.getByRole('dialog', { name: 'Why is it here?' })
    await expect(why).toContainText('Permits to Planning')
    await expect(why).toContainText('seen: Dépôt PC 076 512 26 0019')
    await expectForEverybody(page, 'rules-why', '[role="dialog"]')
    await page.keyboard.press('Escape')
  })
  await test.step('its effects are taken back', async () => {
    await page.goto(`${town.url}/rules`)
    await page.getByRole('link', { name: 'Permits to Planning' }).click()
    await page.getByRole('button', { name: 'History', exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText('Written by Nadia Toussaint')
    await page.getByRole('button', { name: 'Take back its effects…' }).click()
    await page.getByRole('button', { name: 'Count what would change' }).click()
    await page.getByRole('button', { name: 'Change 1 mail' }).click()
    await expect(page.getByText('1 mail changed.')).toBeVisible()
    await page.goto(`${town.url}/v/all`)
    await rowOf(page, 'Dépôt PC 076 512 26 0019').click()
    await expect(page.getByRole('button', { name: 'Planning' })).toHaveCount(0)
  })
})

test('a rule is written, moved and switched by keyboard alone', async ({ page, town }) => {
  await anOffice(town, 'Keyboard')
  await addMailbox(town, 'Annex', [])
  await town.api.post('/rules', {
    name: 'Bulletins',
    conditions: { all: [{ field: 'isNewsletter', operator: 'is', value: true }] },
    actions: [{ type: 'setPriority', priority: 'low' }],
  })
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/v/all`)
  await expect(page.getByRole('heading', { name: 'All mail', level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Rules', level: 1 })).toBeFocused()
  await tabTo(page, 'New rule')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Start from nothing' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name of the rule' })).toBeFocused()
  await page.keyboard.type('By keyboard')
  await tabTo(page, 'What to look at')
  await pick(page, 'Mailbox')
  await tabTo(page, 'How to compare')
  await pick(page, 'is one of')
  await tabTo(page, 'Value')
  await page.keyboard.press('Enter')
  for (const mailbox of ['Keyboard', 'Annex']) await pickInMenu(page, mailbox)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Value' })).toBeFocused()
  await addByKeys(page, 'Condition', 'Trust')
  await expect(page.getByRole('button', { name: 'Value' }).last()).toBeFocused()
  await addByKeys(page, 'Group', 'Subject')
  await typeWords(page, ['permis', 'PC 076', 'déclaration préalable'])
  await addByKeys(page, 'Condition', 'Attachment')
  await typeWords(page, ['CERFA 13406', 'plan'])
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter') // takes "plan" off again, and the focus stays in the field
  await expect(page.getByLabel('Value').last()).toBeFocused()
  await tabTo(page, 'Department')
  await pick(page, 'Planning')
  await tabTo(page, 'Add an action')
  await page.keyboard.press('Enter')
  await pickInMenu(page, 'Put on a tag')
  await expect(page.getByLabel('Tag', { exact: true })).toBeFocused()
  await pick(page, 'Permit')
  await tabTo(page, 'Stop here')
  await page.keyboard.press('Space')
  await expect(page.getByRole('form', { name: 'Rule' })).toContainText(
    'if its mailbox is Keyboard or Annex, its sender is not suspicious and (its subject contains “permis”, “PC 076” or “déclaration préalable” or the name of an attachment contains “CERFA 13406”), then assign it to Planning and tag it Permit, and look at no later rule.',
  )
  await expect(
    page.getByRole('region', { name: 'Dry run' }).getByRole('status').first(),
  ).toContainText('concerned of the last')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('“By keyboard” is published.')).toBeVisible()
  const link = page.getByRole('link', { name: 'By keyboard' })
  await expect(link).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText(/^By keyboard: now number \d+ of \d+\.$/)).toBeAttached()
  await expect(link).toBeFocused()
})

async function anOffice(town: Town, name = 'Rules IMAP'): Promise<{ mailbox: string }> {
  const imap = town.dovecot.account(name === 'Rules IMAP' ? 4 : 3)
  const { id: mailbox } = await town.api.post<{ id: string }>('/mailboxes', {
    name,
    address: `${name.toLowerCase().replace(' ', '.')}@port-leveque.example`,
    incoming: { protocol: 'imap', ...imap, security: 'none' },
  })
  const { items } = await town.api.get<{ items: { name: string }[] }>('/teams')
  if (!items.some((team) => team.name === 'Planning')) {
    await town.api.post('/teams', { name: 'Planning' })
    await town.api.post('/tags', { name: 'Permit', color: 'reed' })
  }
  return { mailbox }
}

function aLetter(subject: string, id: string): Letter {
  return {
    from: 'Jeanne Morvan <jeanne.morvan@rules.example>',
    subject,
    text: 'Bonjour, voici ma demande.',
    messageId: `${id}@rules.example`,
  }
}

function conditions(page: Page) {
  return page.getByRole('group', { name: 'Condition', exact: true })
}

async function fillWords(page: Page, place: number, words: string[]): Promise<void> {
  const value = conditions(page).nth(place).getByLabel('Value')
  for (const word of words) {
    await value.fill(word)
    await value.press('Enter')
  }
}

function rowOf(page: Page, subject: string) {
  return page.getByRole('row', { name: new RegExp(subject) })
}

/** Adds a condition or a group with one, and says what it looks at. */
async function add(page: Page, button: 'Condition' | 'Group', field: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  await page.getByRole('menuitem', { name: field, exact: true }).click()
}

/** The same by keys: what is compared with then has the focus. */
async function addByKeys(page: Page, button: 'Condition' | 'Group', field: string): Promise<void> {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await pickInMenu(page, field)
  await expect(conditions(page).getByLabel('Value').last()).toBeFocused()
}

async function typeWords(page: Page, words: string[]): Promise<void> {
  for (const word of words) {
    await page.keyboard.type(word)
    await page.keyboard.press('Enter')
  }
}
