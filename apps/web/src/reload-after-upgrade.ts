const remembered = 'levee.reloadedFor'

/**
 * A tab that was open while a new version was installed asks for parts that are gone: it is loaded
 * again, once for each part, so that a part that is really missing does not make it reload for ever.
 */
export function reloadAfterUpgrade(): void {
  addEventListener('vite:preloadError', (event) => {
    const missing = event.payload.message
    if (sessionStorage.getItem(remembered) === missing) return
    sessionStorage.setItem(remembered, missing)
    event.preventDefault()
    location.reload()
  })
}
