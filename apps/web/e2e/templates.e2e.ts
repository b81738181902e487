import { expect } from '@playwright/test'
import { expectForEverybody } from './look.ts'
import { addMailbox, addPerson, receive, signIn, test } from './town.ts'

test('a template is written, found with /, filled in, and does what it says besides @whole', async ({
  page,
  town,
}) => {
  const claire = await addPerson(town, 'Claire Aubry')
  const mailbox = await addMailbox(town, 'Terrasses', [claire])
  const tag = await town.api.post<{ id: string }>('/tags', { name: 'Terrasses et étals' })
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <jeanne@morvan.example>',
    subject: 'Terrasse été 2026',
    text: 'Bonjour, quand puis-je ouvrir la terrasse ?',
    messageId: 'terrasse@morvan.example',
  })

  await test.step('a manager writes it beside what it would say', async () => {
    await signIn(page.context(), town, town.admin)
    await page.goto(`${town.url}/settings/templates`)
    await page.getByRole('link', { name: 'New template' }).click()
    await page.getByLabel('Name', { exact: true }).fill('AOT terrasse, accord')
    await page.getByLabel('Folder').fill('Domaine public')
    await page.getByLabel('Language of the reply').selectOption('fr')
    const text = page.getByRole('textbox', { name: 'Message' })
    await text.click()
    await page.keyboard.type('Madame, votre courrier ')
    await page.getByRole('button', { name: 'Insert a variable' }).click()
    await page.getByRole('menuitem', { name: 'Registration number' }).click()
    await page.keyboard.type(' : accord pour {{surface}}.')
    await page.getByRole('button', { name: 'Add an action' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Put on a tag' }).press('Enter')
    await page.getByLabel('Tag', { exact: true }).selectOption(tag.id)
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect(preview).toContainText(
      /votre courrier 20\d\d-\d{6} : accord pour \{\{surface\}\}/u,
    )
    await expect(preview).toContainText('The writer is asked for {{surface}}.')
    await expectForEverybody(page, 'template')
    await page.getByRole('button', { name: 'Save the template' }).click()
    await expect(page.getByRole('heading', { name: 'AOT terrasse, accord' })).toBeVisible()
    await page.getByRole('link', { name: 'Templates', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'AOT terrasse' })).toContainText(
      'never sent',
    )
    await expectForEverybody(page, 'templates')
  })

  await test.step('who writes takes it with the keyboard alone, and is asked for what is missing', async () => {
    await signIn(page.context(), town, claire)
    await page.goto(`${town.url}/c/${id}`)
    await expect(page.getByRole('button', { name: 'Reply', exact: true }).last()).toBeVisible()
    await page.keyboard.press('r')
    const text = page.getByRole('textbox', { name: 'Text of the reply' })
    await expect(text).toBeFocused()
    await page.keyboard.press('/')
    const search = page.getByRole('combobox', { name: 'Find a template' })
    await expect(search).toBeFocused()
    await search.fill('ACCORD')
    const panel = page.getByRole('group', { name: 'Templates' })
    await expect(panel).toContainText('Adds the tag Terrasses et étals')
    await expectForEverybody(page, 'template-panel', '[role="group"][aria-label="Templates"]')
    await search.press('Enter')
    await expect(text).toContainText('accord pour {{surface}}')
    const send = page.getByRole('button', { name: 'Send', exact: true }).first()
    await expect(send).toBeDisabled()
    await page.keyboard.type('12 m²')
    await expect(text).toContainText('accord pour 12 m²')
    await send.click()
    await expect(page.getByText('Terrasses et étals').first()).toBeVisible()
    const { messages } = await town.api.get<{ messages: { text: string }[] }>(
      `/conversations/${id}`,
    )
    expect(messages.at(-1)?.text).toMatch(/votre courrier 20\d\d-\d{6} : accord pour 12 m²/u)
  })
})
