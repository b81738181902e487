import { expect } from '@playwright/test'
import { firstLoad } from './held-key/first-load.ts'
import { addMailbox, addPerson, signIn, test } from './town.ts'

test.use({ locale: 'fr-FR' })

test('the first screen needs no more than 180 kB of scripts', async ({ page, town }) => {
  const gwenn = await addPerson(town, 'Gwenn Le Bras', { locale: 'fr' })
  await addMailbox(town, 'Gwenn', [gwenn])
  await signIn(page.context(), town, gwenn)
  const { bytes } = await firstLoad(page, async () => {
    await page.goto(`${town.url}/v/all`)
    await expect(page.getByText('Tout est traité')).toBeVisible()
  })
  expect(bytes).toBeGreaterThan(100_000) // they were seen
  expect(bytes).toBeLessThanOrEqual(180_000)
})
