import { describe, expect, it } from 'vitest'
import { inPages } from './in-pages.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('work in pages', () => {
  it('begins a page where the last one ended, while that is still written, and never a third', async () => {
    const log: string[] = []
    let running = 0
    let most = 0
    await inPages('0', async (after, found) => {
      most = Math.max(most, ++running)
      found(after === '3' ? undefined : String(Number(after) + 1))
      log.push(after)
      for (let n = 0; n < 5; n++) await turn()
      running--
    })
    expect(log).toEqual(['0', '1', '2', '3'])
    expect([most, running]).toEqual([2, 0])
  })

  it('fails with the page that failed, once nothing runs any more', async () => {
    let running = 0
    const work = inPages('0', async (after, found) => {
      running++
      found(after + '0')
      for (let n = 0; n < (after === '0' ? 2 : 6); n++) await turn()
      running--
      if (after === '0') throw new Error('the first page')
    })
    await expect(work).rejects.toThrow('the first page')
    expect(running).toBe(0)
  })

  it('fails with a page that could not even be read', async () => {
    const work = inPages('0', () => Promise.reject(new Error('no connection')))
    await expect(work).rejects.toThrow('no connection')
  })
})
