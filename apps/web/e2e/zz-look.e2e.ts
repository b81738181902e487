import { expect, type Page } from '@playwright/test'
import { addMailbox, addPerson, receive, signIn, test } from './town.ts'
const out = '/tmp/w/shots'
for (const [name, options] of [
  ['fr-dark', { locale: 'fr' as const, theme: 'dark', width: 1440, height: 900 }],
  ['en-phone', { locale: 'en' as const, theme: 'light', width: 390, height: 844 }],
] as const)
  test(`look ${name}`, async ({ browser, town }) => {
    const { locale, theme, width, height } = options
    const claire = await addPerson(town, `Claire Aubry ${name}`, { locale })
    const karim = await addPerson(town, `Karim Diallo ${name}`, { locale })
    const mailbox = await addMailbox(town, `Look${name}`, [claire, karim])
    const id = await receive(town, mailbox, { from: 'Jeanne Morvan <jeanne@morvan.example>', subject: `Terrace ${name}`, text: 'When may it open?', messageId: `look.${mailbox}@morvan.example` })
    const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
    const desk = async (who: typeof claire, path: string, size: { width: number; height: number }): Promise<Page> => {
      const context = await browser.newContext({ viewport: size, colorScheme: theme as 'dark' })
      await signIn(context, town, who)
      const page = await context.newPage()
      await page.goto(town.url + path)
      return page
    }
    const hers = await desk(claire, `/v/unassigned/${reference}`, { width, height })
    await expect(hers.getByRole('heading', { name: 'Terrace' }).first()).toBeVisible()
    await hers.keyboard.press('r')
    const text = (page: Page) => page.getByRole('textbox', { name: /Text of the reply|Texte de la réponse/ })
    await text(hers).pressSequentially('Dear Madam, the terrace may open.')
    await hers.waitForTimeout(2500)
    await hers.screenshot({ path: `${out}/${name}-1-writing.png` })
    const his = await desk(karim, '/v/unassigned', { width, height })
    await expect(his.getByRole('row').filter({ hasText: 'Terrace' })).toContainText('Claire')
    await his.screenshot({ path: `${out}/${name}-2-list.png` })
    await his.getByRole('row').filter({ hasText: 'Terrace' }).click()
    await his.waitForTimeout(1500)
    await his.screenshot({ path: `${out}/${name}-3-reader.png` })
    await his.keyboard.press('r')
    await his.getByRole('button', { name: /See their draft|Voir son brouillon/ }).click()
    await his.waitForTimeout(800)
    await his.screenshot({ path: `${out}/${name}-4-held.png` })
    await his.getByRole('button', { name: /Take over|Prendre la main/ }).click()
    await hers.waitForTimeout(1500)
    await hers.screenshot({ path: `${out}/${name}-5-tookover.png` })
    await town.api.post(`/conversations/${id}/notes`, { text: 'Not before June.' })
    await town.api.patch(`/conversations/${id}`, { revision: (await town.api.get<{ revision: number }>(`/conversations/${id}`)).revision, assigneeId: town.admin.id, status: 'waiting' })
    await his.waitForTimeout(1500)
    await his.screenshot({ path: `${out}/${name}-6-stale.png` })
  })
