/** Remembers what was made last, within a size. */
export type BoundedCache<T> = {
  /** What is known under this key, else what is made now; who asks meanwhile waits for the same. */
  get(key: string, make: () => Promise<T>): Promise<T>
}

type Entry<T> = { value: Promise<T>; size: number }

/** An empty cache that lets go first what was not asked for the longest. What fails is not kept. */
export function createBoundedCache<T>(
  limit: number,
  sizeOf: (value: T) => number,
): BoundedCache<T> {
  const entries = new Map<string, Entry<T>>()
  let total = 0
  const drop = (key: string, entry: Entry<T>): void => {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    total -= entry.size
  }
  const settle = (key: string, entry: Entry<T>, value: T): void => {
    if (entries.get(key) !== entry) return
    entry.size = sizeOf(value)
    total += entry.size
    for (const [oldest, old] of entries) {
      if (total <= limit) break
      drop(oldest, old)
    }
  }
  return {
    async get(key, make) {
      const known = entries.get(key)
      if (known) {
        entries.delete(key) // last in the order of leaving
        entries.set(key, known)
        return known.value
      }
      const entry: Entry<T> = { value: make(), size: 0 }
      entries.set(key, entry)
      try {
        const value = await entry.value
        settle(key, entry, value)
        return value
      } catch (error) {
        drop(key, entry)
        throw error
      }
    },
  }
}
