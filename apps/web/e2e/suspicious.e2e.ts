import { expect, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, change, receive, signIn, test, type Town } from './town.ts'

const PROBLEM = {
  from: 'Galand TP - Comptabilite <compta@ga1and-tp.example>',
  subject: 'Changement de coordonnées bancaires',
  text: 'Merci de régler la facture sur le nouveau compte.',
  html: '<p>Bonjour, merci de régler la facture <b>avant ce soir</b> :</p><p><a href="https://portail.factures.example/login?id=8842">https://factures.galand-tp.example/FA-2026-0317</a></p>',
}

/** A mailbox to which a correspondent has written before, and then somebody who poses as them. */
async function suspiciousMail(town: Town, name: string, people: Parameters<typeof addMailbox>[2]) {
  const mailbox = await addMailbox(town, name, people)
  for (let n = 1; n <= 3; n++)
    await receive(town, mailbox, {
      from: 'Galand TP - Comptabilite <compta@galand-tp.example>',
      subject: `Facture ${n}`,
      text: 'Veuillez trouver ci-joint notre facture.',
      messageId: `${name}-${n}@galand-tp.example`,
    })
  const id = await receive(town, mailbox, { ...PROBLEM, messageId: `${name}@ga1and-tp.example` })
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
  return { id, reference }
}

const warning = (page: Page, name: string) => page.getByRole('region', { name })

test('a suspicious mail says why, opens nothing, and is reported with a way back', async ({
  page,
  town,
}) => {
  const lea = await addPerson(town, 'Lea Martin', { locale: 'fr' })
  const { id, reference } = await suspiciousMail(town, 'Suspecte', [lea])
  await change(town, id, { dueAt: new Date(Date.now() + 86_400_000).toISOString() })
  await signIn(page.context(), town, lea)
  await page.goto(`${town.url}/v/all/${reference}`)
  const alert = warning(page, 'Avertissement')
  await expect(
    alert.getByText('Quelqu’un se fait probablement passer pour Galand TP'),
  ).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Quelqu’un se fait probablement passer')
  await expect(alert.getByText('galand-tp.example', { exact: true })).toBeVisible()
  await expect(alert.locator('mark')).toHaveText('1')
  await expect(alert).toContainText(
    'Le chiffre «\u00A01\u00A0» à la place de la lettre «\u00A0l\u00A0».',
  )
  await expect(alert).toContainText('Un lien mène ailleurs que ce qu’il affiche')

  await test.step('the warning comes before anything that can be done', async () => {
    const [warned, due] = await Promise.all([
      alert.boundingBox(),
      page.getByRole('group', { name: 'Échéance' }).boundingBox(),
    ])
    expect(warned?.y).toBeLessThan(due?.y ?? 0)
  })
  await test.step('its link leads nowhere and says where it would', async () => {
    const frame = page.frameLocator('iframe')
    await expect(frame.locator('a[href]')).toHaveCount(0)
    await expect(frame.locator('s')).toHaveAttribute(
      'data-destination',
      'https://portail.factures.example/login?id=8842',
    )
  })
  await test.step('it cannot be answered, by key neither, but noted', async () => {
    await expect(page.getByText(/Réponse désactivée/)).toBeVisible()
    await page.keyboard.press('r')
    await expect(page.getByRole('textbox', { name: 'Texte de la réponse' })).toHaveCount(0)
    await page.keyboard.press('n')
    await expect(page.getByLabel(/Note interne/)).toBeFocused()
    await page.keyboard.press('Escape')
  })
  await expectForEverybody(page, 'suspicious')

  await test.step('the badge explains itself', async () => {
    await page.getByRole('button', { name: /Usurpation probable.*pourquoi/ }).click()
    await expect(page.getByRole('dialog', { name: 'De qui vient ce message' })).toBeVisible()
    await expectForEverybody(page, 'trust-explanation', '[role="dialog"]')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0) // while it closes, keys are its own
  })
  await test.step('the key reports it, and another takes that back', async () => {
    await page.keyboard.press('!')
    await expect(page.getByText('Mis en quarantaine et signalé.', { exact: true })).toBeVisible()
    await expect
      .poll(async () => (await town.api.get(`/conversations/${id}`))['spamReason'])
      .toBe('phishing')
    await page.keyboard.press('z')
    await expect
      .poll(async () => (await town.api.get(`/conversations/${id}`))['status'])
      .toBe('open')
  })
})

test(
  'two people unlock a mail that is legitimate after all',
  { tag: '@whole' },
  async ({ page, browser, town }) => {
    const [ana, ben] = [await addPerson(town, 'Ana Silva'), await addPerson(town, 'Ben Okri')]
    const { reference } = await suspiciousMail(town, 'Legitime', [ana, ben])
    await signIn(page.context(), town, ana)
    await page.goto(`${town.url}/c/${reference}`)
    const declare = page.getByRole('button', { name: 'This message is legitimate…' })
    await declare.click()
    await page
      .getByLabel('How do you know that it is genuine?')
      .fill('Called them at the number we know.')
    await expectForEverybody(page, 'legitimate', '[role="dialog"]')
    await page.getByRole('button', { name: 'Declare legitimate' }).click()
    await expect(
      warning(page, 'Warning').getByText(/Somebody else has to confirm it/),
    ).toBeVisible()
    await expect(declare).toBeDisabled()

    const other = await browser.newContext()
    await signIn(other, town, ben)
    const second = await other.newPage()
    await second.goto(`${town.url}/c/${reference}`)
    await expect(
      warning(second, 'Warning').getByText(/Ana Silva says that it is legitimate/),
    ).toBeVisible()
    await second.getByRole('button', { name: 'This message is legitimate…' }).click()
    await second.getByLabel('How do you know that it is genuine?').fill('I was there.')
    await second.getByRole('button', { name: 'Confirm and unlock' }).click()
    await expect(warning(second, 'Warning')).toHaveCount(0)
    await expect(second.getByRole('button', { name: /^Reply/ }).last()).toBeEnabled()
    // the other screen follows by itself
    await expect(warning(page, 'Warning')).toHaveCount(0)
    await other.close()
  },
)
