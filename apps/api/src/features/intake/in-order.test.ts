import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

async function* numbers(count: number, seen: number[] = []): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) {
    seen.push(n)
    yield n
  }
}

/** Takes more turns of the event loop for smaller numbers, so that later ones are ready first. */
async function slowly(n: number): Promise<number> {
  for (let turn = 0; turn < 20 - n; turn++) await new Promise(setImmediate)
  return n
}

describe('working on several items, in order', () => {
  it('commits in order, one at a time, whatever is ready first', async () => {
    const committed: number[] = []
    let busy = 0
    await inOrder(numbers(10), slowly, async (n) => {
      expect(++busy).toBe(1)
      await slowly(15)
      committed.push(n)
      busy--
    })
    expect(committed).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('has at most three under way', async () => {
    const fetched: number[] = []
    const committed: number[] = []
    await inOrder(numbers(10, fetched), slowly, async (n) => {
      committed.push(n)
      expect(fetched.length - committed.length).toBeLessThanOrEqual(3)
    })
    expect(committed).toHaveLength(10)
  })

  it('begins nothing before the first is committed, where that is asked for', async () => {
    const fetched: number[] = []
    const fetchedAtCommit: number[] = []
    const commit = async (n: number): Promise<void> => {
      await slowly(n)
      fetchedAtCommit.push(fetched.length)
    }
    await inOrder(numbers(10, fetched), slowly, commit, { firstAlone: true })
    expect(fetchedAtCommit.slice(0, 2)).toEqual([1, 4])
    expect(fetchedAtCommit).toHaveLength(10)
  })

  it('commits nothing behind what failed, and fetches no more', async () => {
    const fetched: number[] = []
    const committed: number[] = []
    const working = inOrder(
      numbers(10, fetched),
      async (n) => {
        if (n === 2) throw new Error('unreadable')
        return slowly(n)
      },
      async (n) => void committed.push(n),
    )
    await expect(working).rejects.toThrow('unreadable')
    expect(committed).toEqual([0, 1])
    expect(fetched.length).toBeLessThan(7)
  })
})
