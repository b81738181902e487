import { foundServers } from './found-servers.ts'
import { expect, type Locator, type Page } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, change, receive, signIn, test, type Town } from './town.ts'

test.use({ locale: 'fr-FR', reducedMotion: 'reduce' })

test(
  'setting up and signing in look right to everybody',
  { tag: '@whole' },
  async ({ page, levee, town }) => {
    await page.goto(levee.url)
    await expect(page.getByLabel('Votre nom')).toBeVisible()
    await expectForEverybody(page, 'setup-account')
    await page.getByLabel('Votre nom').fill('Nadia Toussaint')
    await page.getByLabel('Adresse électronique').fill('nadia@port-leveque.example')
    await page.getByLabel('Mot de passe', { exact: true }).fill('pont levis 1901')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await expect(page.getByLabel('Nom de l’organisation')).toBeVisible()
    await expectForEverybody(page, 'setup-organisation')

    await page.goto(`${town.url}/login`)
    await page.getByLabel('Adresse électronique').fill('nadia@port-leveque.example')
    await page.getByLabel('Mot de passe', { exact: true }).fill('ce n’est pas lui')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
    await expectForEverybody(page, 'login-refused')
  },
)

test('the wizard looks right to everybody', { tag: '@whole' }, async ({ page, town }) => {
  const admin = await addPerson(town, 'Aline Guérin', { locale: 'fr', role: 'admin' })
  await signIn(page.context(), town, admin)
  await page.goto(`${town.url}/settings/mailboxes/new/address`)
  await page.getByLabel('Adresse électronique').fill('factures@port-leveque.example')
  await expectForEverybody(page, 'wizard-address')
  await page.route('**/mailboxes/discover', (route) => route.fulfill({ json: foundServers }))
  await page.getByRole('button', { name: 'Continuer' }).click()
  await expect(
    page.getByRole('heading', { name: 'Serveur trouvé : IMAP recommandé' }),
  ).toBeVisible()
  await expectForEverybody(page, 'wizard-found')
  await page.getByRole('button', { name: 'Réglages manuels' }).click()
  const imap = town.dovecot.account(2)
  await page.getByLabel('Serveur IMAP').fill(imap.host)
  await page.getByLabel('Chiffrement').selectOption('none')
  await page.getByLabel('Port').fill(String(imap.port))
  await page.getByLabel('Identifiant').fill(imap.username)
  await page.getByLabel('Mot de passe de la boîte').fill('ce n’est pas lui')
  await page.getByRole('button', { name: 'Vérifier la connexion' }).click()
  await expect(page.getByText('Identifiants refusés').first()).toBeVisible()
  await expectForEverybody(page, 'wizard-incoming-refused')
  await page.getByLabel('Mot de passe de la boîte').fill(imap.password)
  await page.getByRole('button', { name: 'Vérifier la connexion' }).click()
  await expect(page.getByRole('region', { name: 'Ce que sait faire ce serveur' })).toBeVisible()
  await expectForEverybody(page, 'wizard-checked', 'main')
  await page.getByRole('button', { name: 'Continuer avec IMAP' }).click()
  await page.getByLabel('Serveur SMTP').fill('127.0.0.1')
  await page.getByLabel('Chiffrement').selectOption('none')
  await page.getByLabel('Port').fill(String(town.smtp.port))
  await page.getByRole('button', { name: 'Vérifier l’envoi' }).click()
  await expect(page.getByText(/^SPF/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continuer', exact: true })).toBeEnabled()
  await page.getByRole('button', { name: 'Envoyer un essai' }).click()
  const { raw } = await town.smtp.waitForMessage(({ from }) => from.startsWith('factures@'))
  await town.dovecot.deliver(2, raw)
  await expect(page.getByText('Aller-retour complet').first()).toBeVisible()
  await expectForEverybody(page, 'wizard-sending')
  await page.getByRole('button', { name: 'Continuer', exact: true }).click()
  await expect(page.getByRole('button', { name: /Connecter et importer/ })).toBeEnabled()
  await expectForEverybody(page, 'wizard-folders')
  await page.getByRole('button', { name: /Connecter et importer/ }).click()
  await expect(page.getByText(/Ouvrir la boîte/)).toBeVisible()
  await expectForEverybody(page, 'wizard-import')
})

test('triage looks right to everybody @whole', async ({ page, town }) => {
  const inge = await addPerson(town, 'Ingrid Le Goff', { locale: 'fr' })
  const { open } = await someMail(town, inge)
  await signIn(page.context(), town, inge)
  await page.goto(`${town.url}/v/all/${open}`)
  const reader = page.locator('[data-part="reader"]')
  await expect(reader.getByRole('heading', { level: 2 })).toBeVisible()
  await expect(reader.locator('iframe')).toBeVisible()
  await expectForEverybody(page, 'triage')

  await page.keyboard.press('r')
  await expect(page.getByRole('textbox', { name: 'Texte de la réponse' })).toBeFocused()
  await expectForEverybody(page, 'composer', 'form')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page.getByLabel(/Note interne/)).toBeFocused()
  await expectForEverybody(page, 'note', 'form')
  await page.keyboard.press('Escape')

  for (const [key, name] of [
    ['a', 'assign'],
    ['t', 'tag'],
    ['d', 'due'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectForEverybody(page, `picker-${name}`, '[role="dialog"]')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  await page.keyboard.press('u')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'Sélection' })).toBeVisible()
  await expectForEverybody(page, 'selection')
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible()
  await expectForEverybody(page, 'shortcuts', '[role="dialog"]')
})

test(
  'lists that are empty or broken look right to everybody',
  { tag: '@whole' },
  async ({ page, town }) => {
    const ewen = await addPerson(town, 'Ewen Prigent')
    await addMailbox(town, 'Ewen', [ewen])
    await signIn(page.context(), town, ewen)
    await page.goto(`${town.url}/v/unassigned`)
    await expect(page.getByText('The next mail appears here by itself.')).toBeVisible()
    await expectForEverybody(page, 'empty')
    await page.goto(`${town.url}/v/unassigned?q=heron`)
    await expect(page.getByText('No mail matches')).toBeVisible()
    await expectForEverybody(page, 'nothing-found')
    await page.route('**/api/v1/conversations?*', (route) =>
      route.fulfill({ status: 500, json: { title: 'broken', status: 500, code: 'internal' } }),
    )
    await page.goto(`${town.url}/v/mine`)
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expectForEverybody(page, 'error')
    await page.goto(`${town.url}/c/2020-000404`)
    await expect(page.getByText('This mail is not here')).toBeVisible()
    await expectForEverybody(page, 'not-here')
  },
)

test('settings look right to everybody', { tag: '@whole' }, async ({ page, town }) => {
  const sam = await addPerson(town, 'Sam Riou', { role: 'admin' })
  const mailbox = await addMailbox(town, 'Voirie', [sam])
  await town.api.post('/teams', { name: 'Accueil', memberIds: [sam.id] })
  await signIn(page.context(), town, sam)
  await visit(page, town, 'profile', page.getByRole('heading', { name: 'Password' }))
  await visit(page, town, 'mailboxes', page.getByRole('link', { name: /Voirie/ }).last())
  await visit(page, town, `mailboxes/${mailbox}`, page.getByText(/unaccounted|account/i).first())
  await visit(page, town, 'users', page.getByText('Sam Riou').last())
  await page.getByRole('button', { name: /Add a user|Add/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectForEverybody(page, 'settings-add-user', '[role="dialog"]')
  await visit(page, town, 'teams', page.getByText('Accueil').last())
  await visit(page, town, 'tags', page.getByRole('heading', { name: 'Tags' }).first())
  const today = new Date().toISOString().slice(0, 10)
  const away = { from: today, to: today, substituteId: town.admin.id }
  await town.api.post('/absences', { userId: sam.id, ...away })
  await visit(page, town, 'absences', page.getByText('Sam Riou').last())
  await page.goto(`${town.url}/notifications`)
  await expect(page.getByRole('heading', { name: 'Notifications' }).last()).toBeVisible()
  await expectForEverybody(page, 'notifications')
})

test(
  'the navigation of a phone looks right to everybody',
  { tag: '@whole' },
  async ({ page, town }) => {
    await signIn(page.context(), town, town.admin)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${town.url}/v/unassigned`)
    await page.getByRole('button', { name: 'More' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectForEverybody(page, 'drawer', '[role="dialog"]')
  },
)

async function visit(page: Page, { url }: Town, name: string, shown: Locator): Promise<void> {
  await page.goto(`${url}/settings/${name}`)
  await expect(shown).toBeVisible()
  await expectForEverybody(page, `settings-${name.replace(/\/.*/, '-one')}`)
}

/** A dozen mails in every state that a list shows. @returns the reference of one with a history. */
async function someMail(town: Town, reader: { id: string }): Promise<{ open: string }> {
  const { api } = town
  const box = await addMailbox(town, 'Domaine', [{ ...reader, name: '', email: '' }])
  const tag = await api.post<{ id: string }>('/tags', { name: 'Domaine public', color: 'river' })
  const other = await api.post<{ id: string }>('/tags', { name: 'Voirie', color: 'ochre' })
  const subjects = [
    'Renouvellement de la terrasse d’été 2026',
    'Nuisances sonores quai Nord',
    'Demande de subvention du club nautique de l’estuaire',
    'Facture 2026-0114, entretien des espaces verts',
    'Éclairage défaillant rue des Tanneurs',
    'Occupation du domaine public pour un déménagement',
    'Rendez-vous pour un acte de naissance',
    'Invitation à l’assemblée générale du comité de jumelage',
  ]
  const ids: string[] = []
  for (const [index, subject] of subjects.entries()) {
    ids.push(
      await receive(town, box, {
        from: `Correspondant ${index} <c${index}@courriel.example>`,
        subject,
        text: 'Madame, Monsieur,\n\nJe vous écris au sujet de notre demande du mois dernier.',
        html: '<p>Madame, Monsieur,</p><p>Je vous écris au sujet de notre <a href="https://courriel.example/demande">demande</a> du mois dernier.</p>',
        files: [{ name: 'plan.pdf', contentType: 'application/pdf', content: '%PDF-1.4' }],
        messageId: `screens-${index}@courriel.example`,
        daysAgo: index,
      }),
    )
  }
  const due = [-3, 0.1, 1, 3, 12].map((days) => new Date(Date.now() + days * 86_400_000))
  for (const [index, at] of due.entries()) {
    await change(town, ids[index] ?? '', { dueAt: at.toISOString(), tagIds: [tag.id, other.id] })
  }
  await change(town, ids[1] ?? '', { assigneeId: reader.id })
  await change(town, ids[3] ?? '', { status: 'waiting' })
  await api.post(`/conversations/${ids[0]}/notes`, { text: 'Le plan de 2025 était trop large.' })
  const { reference } = await api.get<{ reference: string }>(`/conversations/${ids[0]}`)
  return { open: reference }
}
