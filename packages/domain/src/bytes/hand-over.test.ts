import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { handOver } from './hand-over.ts'

const shared = (bytes: Uint8Array): Uint8Array => {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length + 2), 1, bytes.length)
  view.set(bytes)
  return view
}

it('hands any bytes over, shared or not, in their order, and leaves the caller his', () => {
  const bytes = fc.uint8Array({ maxLength: 50 })
  fc.assert(
    fc.property(fc.array(fc.tuple(bytes, fc.boolean())), (asked) => {
      const list = asked.map(([each, isShared]) => (isShared ? shared(each) : each))
      const before = list.map((each) => [...each])
      const job = handOver(list)
      const arrived = structuredClone(job.list, { transfer: job.transfer })
      expect(arrived.map((each) => [...each])).toEqual(before)
      expect(list.map((each) => [...each])).toEqual(before)
    }),
  )
})

it('copies nothing that is in shared memory', () => {
  const bytes = shared(Uint8Array.of(1, 2, 3))
  const { list, transfer } = handOver([bytes])
  expect(list[0]?.buffer).toBe(bytes.buffer)
  expect(transfer).toEqual([])
})
