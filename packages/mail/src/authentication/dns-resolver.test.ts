import { describe, expect, it } from 'vitest'
import { createDnsResolver, type DnsLookup } from './dns-resolver.ts'

const missing = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))
const failing = () => Promise.reject(Object.assign(new Error('broken'), { code: 'ESERVFAIL' }))
const SHORT = 50 // ms

/** A resolver over `lookup` that notes what is asked, with a clock of its own. */
function watched(lookup: DnsLookup, timeoutMs = 10_000) {
  const asked: string[] = []
  const clock = { now: 0 }
  const dns = createDnsResolver({
    lookup: async (name, type) => {
      asked.push(`${type} ${name}`)
      return lookup(name, type)
    },
    timeoutMs,
    now: () => clock.now,
  })
  return { dns, asked, clock }
}

describe('the way to the DNS', () => {
  it('asks once for what it knows, and again when that is old', async () => {
    const { dns, asked, clock } = watched(async () => ['192.0.2.1'])
    await dns.session().lookup('a.example', 'A')
    await dns.session().lookup('A.example.', 'A')
    expect(asked).toEqual(['A a.example'])
    clock.now = 3_600_000
    await dns.session().lookup('a.example', 'A')
    expect(asked).toHaveLength(2)
  })

  it('keeps that there is nothing, but not that a server failed', async () => {
    const none = watched(missing)
    const broken = watched(failing)
    for (const { dns } of [none, none, broken, broken])
      await expect(dns.session().lookup('a.example', 'TXT')).rejects.toBeInstanceOf(Error)
    expect([none.asked.length, broken.asked.length]).toEqual([1, 2])
  })

  it('tells an answer that there is none from one that did not come', async () => {
    const [none, broken] = [watched(missing).dns.session(), watched(failing).dns.session()]
    for (const { lookup } of [none, broken])
      await expect(lookup('a.example', 'TXT')).rejects.toBeInstanceOf(Error)
    expect([none.isUnreachable(), broken.isUnreachable()]).toEqual([false, true])
  })

  it('waits for no server longer than its time', async () => {
    const { dns } = watched(() => new Promise(() => {}), SHORT)
    const session = dns.session()
    await expect(session.lookup('slow.example', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' })
    expect(session.isUnreachable()).toBe(true)
  })

  it('lets no message ask for more than its share', async () => {
    const { dns, asked } = watched(async () => ['x'])
    const { lookup, isUnreachable } = dns.session()
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_each, number) => lookup(`${number}.example`, 'TXT')),
    )
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(40)
    expect(asked).toHaveLength(60)
    expect(isUnreachable()).toBe(false) // it would be no different another time
  })

  it('asks for so many at once and not more', async () => {
    let [running, most] = [0, 0]
    const { dns } = watched(async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return ['x']
    })
    const { lookup } = dns.session()
    await Promise.all(
      Array.from({ length: 50 }, (_each, number) => lookup(`${number}.example`, 'TXT')),
    )
    expect(most).toBe(16)
  })

  it('gives the place of a query without an answer to the next one, with its whole time', async () => {
    const { dns } = watched(
      (name) => (name === 'last' ? Promise.resolve(['x']) : new Promise(() => {})),
      SHORT,
    )
    const { lookup } = dns.session()
    const silent = Array.from({ length: 16 }, (_each, number) => lookup(`${number}`, 'TXT'))
    const last = lookup('last', 'TXT')
    for (const query of silent) await expect(query).rejects.toMatchObject({ code: 'ETIMEOUT' })
    expect(await last).toEqual(['x'])
  })
})
