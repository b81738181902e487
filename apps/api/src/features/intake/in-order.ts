const IN_FLIGHT = 3 // items: one is fetched, one read, one stored

/**
 * Runs items through two stages: `prepare` for several at a time, `commit` for one at a time and in
 * the order of the items. At most three are under way. When one fails, none behind it is committed.
 * @param options.firstAlone nothing is begun until the first one is committed, which is so sooner.
 */
export async function inOrder<Item, Prepared>(
  items: AsyncIterable<Item>,
  prepare: (item: Item) => Promise<Prepared>,
  commit: (prepared: Prepared) => Promise<void>,
  { firstAlone = false }: { firstAlone?: boolean } = {},
): Promise<void> {
  let most = firstAlone ? 1 : IN_FLIGHT
  const underWay: Promise<void>[] = []
  let previous = Promise.resolve()
  try {
    for await (const item of items) {
      const done = commitAfter(previous, prepare(item), commit)
      done.catch(() => undefined) // it is awaited below; until then it is not unhandled
      previous = done
      underWay.push(done)
      if (underWay.length >= most) await underWay.shift()
      most = IN_FLIGHT
    }
    await Promise.all(underWay)
  } finally {
    await Promise.allSettled(underWay)
  }
}

async function commitAfter<Prepared>(
  previous: Promise<void>,
  preparing: Promise<Prepared>,
  commit: (prepared: Prepared) => Promise<void>,
): Promise<void> {
  const [prepared] = await Promise.allSettled([preparing, previous])
  await previous
  if (prepared.status === 'rejected') throw prepared.reason
  await commit(prepared.value)
}
