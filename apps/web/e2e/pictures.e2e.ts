import path from 'node:path'
import { expect } from '@playwright/test'
import { test, withLevee } from './levee.ts'

const directory = path.resolve(import.meta.dirname, '../../../docs/pictures')
const minutes = 60_000 // ms

test.use({ locale: 'fr-FR', reducedMotion: 'reduce', colorScheme: 'light' })

test('the pictures of the documentation show the demonstration', async ({ page }) => {
  test.skip(process.env['UPDATE_PICTURES'] !== '1', 'UPDATE_PICTURES=1 takes them again')
  test.setTimeout(8 * minutes) // three months of mail arrive first
  await withLevee(async (url) => {
    await page.goto(url)
    await page.getByLabel('Adresse électronique').fill('nadia.toussaint@port-leveque.example')
    await page.getByLabel('Mot de passe', { exact: true }).fill('levee-demonstration')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('row').filter({ hasText: 'Terrasse été' }).first().click()
    await expect(page.getByRole('heading', { name: /^Terrasse été/ })).toBeVisible()
    await page.mouse.move(0, 0)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: path.join(directory, 'triage.png') })
  }, 'demo')
})
