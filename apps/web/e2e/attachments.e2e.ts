import { clamdInstalled, EICAR, startClamd } from '@levee/mail/testing'
import { expect, type Page } from '@playwright/test'
import type { LetterFile } from './letters.ts'
import { expectForEverybody } from './look.ts'
import { disguised, macros, notes, photo, plan } from './sample-files.ts'
import { addMailbox, addPerson, receive, signIn, test, type Town, withTown } from './town.ts'

test.use({ reducedMotion: 'reduce' })

test('files are shown by the server, with keys alone, and the focus comes back @whole', async ({
  page,
  town,
}) => {
  await openMail(page, town, 'Awena Le Bihan', [plan, photo, notes, macros, disguised])
  await expect(tiles(page)).toHaveCount(5)
  await expect(tiles(page).nth(4)).toContainText('Really ends in .exe')
  await expect(tiles(page).nth(4).locator('mark')).toHaveText('.exe')
  await expectForEverybody(page, 'files', '[data-message]')

  await test.step('Space opens the first, whose pages are counted as they pass', async () => {
    await page.keyboard.press('Space')
    await expect(preview(page, plan)).toBeVisible()
    await expect(preview(page, plan)).toContainText('page 1 of 2')
    await expect(pages(page).first()).toHaveJSProperty('naturalWidth', 1600)
    await expectForEverybody(page, 'file-pages', '[role="dialog"]')
    await page.keyboard.press('End')
    await expect(preview(page, plan)).toContainText('page 2 of 2')
    await page.keyboard.press('Home')
    await expect(preview(page, plan)).toContainText('page 1 of 2')
  })
  await test.step('+, - and 0 zoom; the arrows then move over the page', async () => {
    const width = async () => (await pages(page).first().boundingBox())?.width
    const before = await width()
    for (const _ of [1.25, 1.5, 2]) await page.keyboard.press('+')
    await expect(page.getByRole('button', { name: 'Zoom: 200%' })).toBeVisible()
    expect(await width()).toBeCloseTo((before ?? 0) * 2, 0)
    await page.keyboard.press('ArrowRight')
    await expect(preview(page, plan)).toBeVisible()
    await page.keyboard.press('-')
    await page.keyboard.press('0')
    expect(await width()).toBe(before)
  })
  await test.step('the arrows go from file to file', async () => {
    await page.keyboard.press('ArrowRight')
    await expect(preview(page, photo)).toBeVisible()
    await expect(page.getByRole('status').first()).toHaveText('Façade.png, 2 of 5')
    await expect(pages(page)).toHaveJSProperty('naturalWidth', 1200)
    await expectForEverybody(page, 'file-picture', '[role="dialog"]')
    await page.keyboard.press('ArrowRight')
    await expect(preview(page, notes)).toContainText('Table 80 : 60 × 60 cm')
    await expectForEverybody(page, 'file-text', '[role="dialog"]')
    await page.keyboard.press('ArrowRight')
    await expect(preview(page, macros)).toContainText('This file has no preview')
    await expectForEverybody(page, 'file-none', '[role="dialog"]')
    await page.keyboard.press('ArrowLeft')
    await expect(preview(page, notes)).toBeVisible()
  })
  await test.step('Escape goes back to the tile of the file', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(tiles(page).nth(2).getByRole('button')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(preview(page, notes)).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('only the pages are printed', async () => {
    await tiles(page).first().getByRole('button').click()
    await expect(pages(page)).toHaveCount(2)
    await page.evaluate(() => Object.assign(window, { print: () => (document.title = 'printed') }))
    await page.getByRole('button', { name: 'Print' }).click()
    await expect(page).toHaveTitle('printed')
    const pdf = (await page.pdf()).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2)
    await page.getByRole('button', { name: 'Close' }).click()
  })
  await test.step('macros are handed out to who wants them all the same', async () => {
    await tiles(page).nth(3).getByRole('button').click()
    await expect(page.getByRole('dialog', { name: 'This file contains macros' })).toBeVisible()
    await expectForEverybody(page, 'file-macros', '[role="dialog"]')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download anyway' }).click()
    expect((await download).suggestedFilename()).toBe(macros.name)
  })
})

test(
  'a virus is blocked and named, what is clean says so',
  { tag: '@whole' },
  async ({ page, mailServers }) => {
    test.skip(!clamdInstalled(), 'ClamAV is not installed: apt-get install clamav-daemon')
    const clamd = await startClamd()
    const { host, port } = clamd.address
    const virus = { name: 'facture.zip', contentType: 'application/zip', content: EICAR }
    const withVirus = async (town: Town) => {
      await openMail(page, town, 'Gurvan Tanguy', [plan, photo, virus])
      await expect(tiles(page).nth(0)).toContainText('Checked, clean')
      await expect(tiles(page).nth(2)).toContainText('Blocked')
      await expect(tiles(page).nth(2)).toContainText('Virus: Eicar-Test')
      await expect(tiles(page).nth(2).locator('a, button')).toHaveCount(0)
      await expectForEverybody(page, 'files-checked', '[data-message]')
      await tiles(page).nth(0).getByRole('button').click()
      await expect(preview(page, plan)).toContainText('Checked, clean')
      await expect(pages(page).first()).toHaveJSProperty('naturalWidth', 1600)
      await expectForEverybody(page, 'file-clean', '[role="dialog"]')
      await page.getByRole('button', { name: /facture\.zip/ }).click()
      await expect(preview(page, virus)).toContainText('It can be neither shown nor downloaded.')
      await expect(preview(page, virus).getByRole('link')).toHaveCount(0)
      await expectForEverybody(page, 'file-blocked', '[role="dialog"]')
    }
    await withTown(mailServers, withVirus, { LEVEE_CLAMD: `${host}:${port}` })
    await clamd.stop()
  },
)

async function openMail(page: Page, town: Town, who: string, files: LetterFile[]): Promise<void> {
  const reader = await addPerson(town, who)
  const mailbox = await addMailbox(town, `Files${reader.id.slice(-4)}`, [reader])
  const id = await receive(town, mailbox, {
    from: 'Jeanne Morvan <j.morvan@brasserie-du-quai.example>',
    subject: 'Terrasse été 2026',
    text: 'Bonjour,\n\nVoici le plan coté de la terrasse.',
    files,
    messageId: `files-${reader.id}@brasserie-du-quai.example`,
  })
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
  await signIn(page.context(), town, reader)
  await page.goto(`${town.url}/v/all/${reference}`)
}

const tiles = (page: Page) => page.locator('[data-file]')

const preview = (page: Page, { name }: LetterFile) =>
  page.getByRole('dialog', { name: `Preview of ${name}` })

const pages = (page: Page) => page.locator('[data-page] img')
