import { expect, type Page } from '@playwright/test'
import type { Letter } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, receive, signIn, test } from './town.ts'

test('notes name people, mail is followed and linked, by keys alone @whole', async ({
  page,
  town,
}) => {
  const [ewen, lena, noone] = [
    await addPerson(town, 'Ewen Le Gall'),
    await addPerson(town, 'Lena Kerjean'),
    await addPerson(town, 'Loeiz Ailleurs'),
  ]
  const mailbox = await addMailbox(town, 'Together', [ewen, lena])
  await receive(town, mailbox, aLetter('Terrasse', 'Anne <anne@galand.example>'))
  await receive(town, mailbox, aLetter('Permis', 'Paul <paul@galand.example>'))
  await signIn(page.context(), town, ewen)
  await page.goto(`${town.url}/v/unassigned`)
  await page.getByRole('row', { name: /Terrasse/ }).click()
  await expect(page.getByRole('heading', { name: 'Terrasse' })).toBeVisible()

  await test.step('a name is completed; who may not see the mail is not named', async () => {
    await page.keyboard.press('n')
    const field = page.getByRole('textbox', { name: /Internal note/ })
    await field.pressSequentially('@Lo')
    const options = page.getByRole('listbox', { name: 'Colleagues and departments' })
    await expect(options.getByRole('option', { name: /Loeiz/ })).toContainText(
      'may not see this mail',
    )
    await page.keyboard.press('Enter')
    await field.fill('')
    await field.pressSequentially('@len')
    await expect(options.getByRole('option')).toHaveCount(1)
    await expectForEverybody(page, 'mention', 'form')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('@Lena Kerjean ')
    await field.pressSequentially('à toi.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('article').getByText('@Lena Kerjean')).toBeVisible()
  })
  await test.step('the note is changed, and says again what it said', async () => {
    await page.getByRole('button', { name: 'Edit the note' }).click()
    await page.getByRole('textbox', { name: /Internal note/ }).fill('Autre chose')
    await page.getByRole('button', { name: /Save the note/ }).click()
    await expect(page.getByText('Autre chose')).toBeVisible()
    await page.getByRole('button', { name: /Undo/ }).click()
    await expect(page.getByRole('article').getByText('@Lena Kerjean')).toBeVisible()
  })
  await test.step('S follows, and the view of what is followed has it', async () => {
    await page.getByRole('heading', { name: 'Terrasse' }).focus()
    await page.keyboard.press('s')
    await expect(page.getByRole('button', { name: 'No longer follow' })).toBeVisible()
    await expect(page.getByRole('link', { name: /Followed 1/ })).toBeVisible()
  })
  await test.step('L links, and the link leads to the other mail, which shows it too', async () => {
    await page.keyboard.press('l')
    await page.getByRole('radio', { name: 'Follow-up of' }).click()
    await page.getByRole('combobox', { name: 'Link with another mail' }).fill('permis')
    await expect(page.getByRole('option', { name: /Permis/ })).toBeVisible()
    await page.keyboard.press('Enter')
    const links = page.getByRole('list', { name: 'Linked mail' })
    await expect(links).toContainText('Follow-up of')
    await expectForEverybody(page, 'linked', '[data-part="reader"]')
    await links.getByRole('link', { name: /Permis/ }).click()
    await expect(page.getByRole('heading', { name: 'Permis' })).toBeVisible()
    await expect(links).toContainText('Has the follow-up')
  })
  expect(noone.id).not.toBe(lena.id)
})

test('mail is handed over before an absence and comes back @whole', async ({ page, town }) => {
  const [malo, soazig] = [
    await addPerson(town, 'Malo Cariou', { locale: 'fr' }),
    await addPerson(town, 'Soazig Quemener', { locale: 'fr' }),
  ]
  const mailbox = await addMailbox(town, 'Leaving', [malo, soazig])
  const ids = [
    await receive(town, mailbox, aLetter('Terrasse', 'Anne <anne@leaving.example>')),
    await receive(town, mailbox, aLetter('Permis', 'Paul <paul@leaving.example>')),
  ]
  await town.api.post('/conversations/bulk', { ids, patch: { assigneeId: malo.id } })
  await signIn(page.context(), town, malo)
  await page.goto(`${town.url}/settings/absences`)
  await page.getByRole('button', { name: 'Ajouter une absence' }).click()
  await page.getByLabel('Remplacement par').selectOption({ label: 'Soazig Quemener' })
  await page.getByRole('button', { name: 'Ajouter l’absence' }).click()
  await expect(
    page.getByRole('heading', { name: 'Passage de relais de Malo Cariou' }),
  ).toBeVisible()
  await expect(page.getByText('Remplace', { exact: true })).toHaveCount(2)
  await expectForEverybody(page, 'hand-over', 'main')
  await page.getByRole('button', { name: 'Confier 2 courriers' }).click()
  await expect(page.getByText('2 courriers confiés.').first()).toBeVisible()
  await expect(page.getByText('Rien à confier')).toBeVisible()
  await expectForEverybody(page, 'meanwhile', 'main')
  await page.getByRole('button', { name: /Tout rendre à Malo/ }).click()
  await expect(page.getByRole('button', { name: 'Confier 2 courriers' })).toBeVisible()
})

test('a department gives its mail out, says why, and who opens first has it @whole', async ({
  page,
  town,
}) => {
  const [tifenn, bleuenn] = [
    await addPerson(town, 'Tifenn Mahe'),
    await addPerson(town, 'Bleuenn Tanguy'),
  ]
  const mailbox = await addMailbox(town, 'Giving', [tifenn, bleuenn])
  await signIn(page.context(), town, town.admin)
  await page.goto(`${town.url}/settings/teams`)
  await page.getByRole('button', { name: 'Add a department' }).click()
  await page.getByLabel('Name').fill('Reception')
  await page.getByRole('radio', { name: 'Whoever has least to do' }).click()
  await page.getByText('Tifenn Mahe').click()
  await page.getByText('Bleuenn Tanguy').click()
  await expectForEverybody(page, 'team-assignment', '[role="dialog"]')
  await page.getByRole('button', { name: 'Add the department' }).click()
  await page.goto(`${town.url}/settings/mailboxes/${mailbox}`)
  await page.getByLabel('Department for what no rule assigns').selectOption({ label: 'Reception' })
  const card = page.locator('section', { hasText: 'Who works in this mailbox' }).last()
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card.getByText('Saved')).toBeVisible()
  const id = await receive(town, mailbox, aLetter('Élagage', 'Anne <a@giving.example>'))
  await page.goto(`${town.url}/c/${id}`)
  await expect(page.getByText(/0 open mails, least of 2/)).toBeVisible()
  await whyHere(page)
  await expect(page.getByRole('dialog')).toContainText(/Why is it with (Tifenn|Bleuenn)/)
  await expect(page.getByRole('dialog')).toContainText('What comes to Giving goes to Reception.')
})

async function whyHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Actions on this message' }).last().click()
  await page.getByRole('menuitem', { name: 'Why is it here?' }).click()
}

let letters = 0

function aLetter(subject: string, from: string): Letter {
  return { subject, from, text: 'Bonjour', messageId: `teamwork-${++letters}@galand.example` }
}
