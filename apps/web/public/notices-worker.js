// Shows what Levee tells this browser while no page of it is open, and opens the mail that it is about. It keeps nothing
// and answers no request: its scope holds no page.

const SCREEN = { type: 'window', includeUncontrolled: true }

addEventListener('push', (event) => {
  const { id, title, body, lang, path } = event.data.json()
  event.waitUntil(
    // the same news a second time takes the place of the first
    registration.showNotification(title, {
      body,
      lang,
      tag: id,
      icon: '/notice.png',
      data: { path },
    }),
  )
})

addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.path))
})

/** In a page that is open, which goes there without losing what is being written; else in a new one. */
async function open(path) {
  const [page] = await clients.matchAll(SCREEN)
  if (!page) return clients.openWindow(path)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker speaks to pages of its own origin only
  page.postMessage({ open: path })
  return page.focus()
}

// the push service gave this browser another address
addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event.oldSubscription, event.newSubscription))
})

async function renew(former, given) {
  const fresh = given ?? (former && (await registration.pushManager.subscribe(former.options)))
  if (!fresh) return
  const { endpoint, keys } = fresh.toJSON()
  const body = { endpoint, p256dh: keys.p256dh, auth: keys.auth }
  await fetch('/api/v1/browsers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(former ? { ...body, replaces: former.endpoint } : body),
  })
}
