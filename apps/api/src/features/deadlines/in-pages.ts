/**
 * Works through pages, two at a time: while the database writes one, the next is read and counted.
 * @param work does the page after a place, and says as soon as it knows where the page ends; undefined: it is the last.
 */
export async function inPages(
  first: string,
  work: (after: string, found: (last: string | undefined) => void) => Promise<void>,
): Promise<void> {
  let before = Promise.resolve()
  let page = before
  try {
    for (let after: string | undefined = first; after !== undefined; before = page) {
      const end = Promise.withResolvers<string | undefined>()
      page = work(after, end.resolve)
      page.catch(end.reject)
      after = await end.promise
      await before
    }
    await before
  } finally {
    await Promise.allSettled([before, page]) // what was begun is over when this is
  }
}
