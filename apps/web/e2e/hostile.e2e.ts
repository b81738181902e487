import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { portOf } from './levee.ts'
import { addMailbox, addPerson, receive, signIn, test } from './town.ts'

/** Everything that a mail can try: to run, to send, to cover the page, to phone home. */
function hostileHtml(spy: string): string {
  return `<html><head><title>taken over</title>
<base href="${spy}/base/"><meta http-equiv="refresh" content="0; url=${spy}/refresh">
<link rel="stylesheet" href="${spy}/link.css"><link rel="prefetch" href="${spy}/prefetch">
<style>@import url("${spy}/import.css"); @font-face { font-family: spy; src: url("${spy}/font.woff") }
body { font-family: spy; background: url("${spy}/background.gif") } p::after { content: url(${spy}/after.gif) }</style>
<script>top.document.title = 'taken over'; new Image().src = '${spy}/script.gif'</script></head>
<body onload="top.document.title = 'taken over'" background="${spy}/attribute.gif">
<p onclick="top.document.title = 'taken over'">The invoice is attached.</p>
<img src="${spy}/picture.gif" srcset="${spy}/picture2.gif 2x" onerror="top.document.title = 'taken over'">
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/%3E">
<svg onload="top.document.title = 'taken over'"><script>alert(1)</script><image href="${spy}/svg.gif"/><use href="${spy}/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="top.document.title = 'taken over'"></style></mglyph></table></mtext></math>
<div style="position:fixed;inset:0;z-index:9999;background:url(${spy}/inline.gif)">Your session has ended, sign in again</div>
<form action="${spy}/form"><input name="password" type="password"><button>Sign in</button></form>
<iframe src="${spy}/frame"></iframe><object data="${spy}/object"></object><embed src="${spy}/embed">
<video poster="${spy}/poster.gif"><source src="${spy}/video.mp4"></video><audio src="${spy}/audio.mp3" autoplay></audio>
<a href="javascript:top.document.title = 'taken over'">Run</a> <a href="data:text/html,<script>alert(1)</script>">Data</a>
<a href="${spy}/landing" target="_top">See the invoice</a></body></html>`
}

test('a hostile mail runs nothing, asks nobody and covers nothing', async ({ page, town }) => {
  const spy = await startSpy()
  const hanna = await addPerson(town, 'Hanna Coat')
  const mailbox = await addMailbox(town, 'Hostile', [hanna])
  const id = await receive(town, mailbox, {
    from: 'Facturation <facture@courriel.example>',
    subject: 'Hostile letter',
    text: 'The invoice is attached.',
    html: hostileHtml(spy.url),
    messageId: 'hostile@courriel.example',
  })
  const { reference } = await town.api.get<{ reference: string }>(`/conversations/${id}`)
  await signIn(page.context(), town, hanna)
  const asked: string[] = []
  const dialogs: string[] = []
  page.context().on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(`${town.url}/v/unassigned/${reference}`)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByText('The invoice is attached.')).toBeVisible()
  const title = await page.title()

  await test.step('what remains of it', async () => {
    await expect(
      frame.locator(
        'script, form, input, iframe, object, embed, svg, base, link, meta[http-equiv]',
      ),
    ).toHaveCount(0)
    await expect(frame.locator(`[href^="javascript:"], [href^="data:"]`)).toHaveCount(0)
    await frame.getByText('The invoice is attached.').click()
    expect(await page.title()).toBe(title)
    expect(title).not.toBe('taken over')
  })
  await test.step('its pictures come through Levee when they are wanted, and only from the Internet', async () => {
    await expect(page.getByText('3 images blocked')).toBeVisible()
    const fetched = page.waitForResponse(/\/messages\/[\w-]+\/images\?/)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    expect((await fetched).status()).toBe(404) // the spy is on a private network
    await expect(page.getByText('Images shown, fetched by Levee')).toBeVisible()
    await page.getByRole('button', { name: 'Always for this correspondent' }).click()
    await page.getByRole('button', { name: 'No longer for this correspondent' }).click()
    await expect(page.getByText('3 images blocked')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Always for this correspondent' })).toBeVisible()
    expect(spy.paths).toEqual([])
  })
  await test.step('its overlay stays in its frame: the application can be used', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Mark unread' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'Hostile letter' })).toHaveAccessibleName(
      /^Unread/,
    )
  })
  await test.step('its link opens a tab that knows nothing of this one', async () => {
    const link = frame.getByRole('link', { name: 'See the invoice' })
    await expect(link).toHaveAttribute('target', '_blank')
    await expect(link).toHaveAttribute('rel', /noopener.*noreferrer|noreferrer.*noopener/)
    expect(spy.paths).toEqual([])
    expect(asked.filter((url) => !url.startsWith(town.url) && !/^(data|blob):/.test(url))).toEqual(
      [],
    )
    const opened = page.context().waitForEvent('page')
    await link.click()
    const tab = await opened
    await tab.waitForURL(`${spy.url}/landing`)
    expect(await tab.evaluate(() => [window.opener, document.referrer])).toEqual([null, ''])
    await tab.close()
  })
  await test.step('control: the same HTML outside of Levee does ask', async () => {
    const before = spy.paths.length
    const tab = await page.context().newPage()
    await tab.route('**/refresh', (route) => route.abort())
    await tab.setContent(hostileHtml(spy.url))
    await expect.poll(() => spy.paths.slice(before).length).toBeGreaterThan(5)
    await tab.close()
  })
  expect(dialogs.length).toBeLessThanOrEqual(2) // the control's own
  await spy.stop()
})

test(
  'what is read in part only says so, and can be downloaded whole',
  { tag: '@whole' },
  async ({ page, town }) => {
    const ines = await addPerson(town, 'Ines Hamon')
    const mailbox = await addMailbox(town, 'Unreadable', [ines])
    const raw = unreadable()
    const path = `/mailboxes/${mailbox}/messages`
    await town.api.post(path, raw)
    await signIn(page.context(), town, ines)
    await page.goto(`${town.url}/v/unassigned`)
    const row = page.getByRole('row').filter({ hasText: 'Deep' })
    await row.click()
    await expect(page.getByText(/Only the beginning of this message was read/)).toBeVisible()
    await page.getByRole('button', { name: 'Actions on this message' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Download the source' }).click()
    const saved = await (await download).path()
    expect(await readFile(saved)).toEqual(raw)
  },
)

/** A message that no reader takes apart to its end: parts in parts, far deeper than anybody sends. */
function unreadable(): Buffer {
  const depth = 20_000
  const head = 'From: deep@courriel.example\r\nSubject: Deep\r\nMIME-Version: 1.0\r\n'
  const opened = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
  )
  return Buffer.from(`${head}${opened.join('')}Content-Type: text/plain\r\n\r\nDeep.\r\n`)
}

/** A server on another origin that writes down what is asked of it. */
async function startSpy(): Promise<{ url: string; paths: string[]; stop(): Promise<void> }> {
  const paths: string[] = []
  const server: Server = createServer((request, response) => {
    paths.push(request.url ?? '')
    response.setHeader('content-type', 'text/html').end('<title>spy</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    paths,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
