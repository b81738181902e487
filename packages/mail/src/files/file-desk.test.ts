import { afterEach, describe, expect, it } from 'vitest'
import { pdfOf } from '../testing/pdf-of.ts'
import { createFileDesk, type FileDesk } from './file-desk.ts'

let desk: FileDesk | undefined
afterEach(async () => desk?.close())

const PNG = Buffer.from('\x89PNG', 'latin1')

describe('the desk for files', () => {
  it('counts and draws the pages of a PDF', async () => {
    desk = createFileDesk()
    const pdf = pdfOf(['Plan coté', 'Mobilier'])
    const page = (n: number, width = 1600) => desk!.drawPage(pdf, { page: n, width })
    expect(await desk.countPages(pdf)).toBe(2)
    const [first, second] = await Promise.all([page(1), page(2)])
    expect(first.subarray(0, 4)).toEqual(PNG)
    expect(first.readUInt32BE(16)).toBe(1600) // pixels wide
    expect(second.equals(first)).toBe(false)
    expect((await page(2, 160)).readUInt32BE(16)).toBe(160)
  })

  it('draws no page that is not there, and nothing that is no PDF', async () => {
    desk = createFileDesk()
    await expect(desk.drawPage(pdfOf(['x']), { page: 2, width: 9 })).rejects.toMatchObject({
      code: 'unreadable',
    })
    for (const content of [Buffer.from('x'), pdfOf(['x']).subarray(0, 30), Buffer.from('x')])
      await expect(desk.countPages(content)).rejects.toMatchObject({ code: 'unreadable' })
    expect(await desk.countPages(pdfOf(['x']))).toBe(1)
  })

  it('keeps what is drawn of an enormous page small', async () => {
    desk = createFileDesk()
    const huge = pdfOf(['x']).toString('latin1').replace('[0 0 595 842]', '[0 0 900000 9]')
    const page = await desk.drawPage(Buffer.from(huge, 'latin1'), { page: 1, width: 1600 })
    expect(page.readUInt32BE(16) * page.readUInt32BE(20)).toBeLessThanOrEqual(6_000_000)
  })

  it('reads a text in its charset, and says when it goes on', async () => {
    desk = createFileDesk()
    expect(await desk.readText(Buffer.from('été', 'latin1'))).toEqual({ text: 'été', isCut: false })
    expect(await desk.readText(Buffer.alloc(300_000, 'x'))).toMatchObject({ isCut: true })
  })

  it('ends a thread that takes too long, and goes on with the next file', async () => {
    desk = createFileDesk({ timeoutMs: 1 })
    await expect(desk.countPages(pdfOf(['x']))).rejects.toMatchObject({ code: 'timeout' })
    await desk.close()
    desk = createFileDesk()
    expect(await desk.inspect('a.exe', Buffer.from('x'))).toEqual([
      { kind: 'runs', detail: '.exe' },
    ])
  })

  it('gives what waits back when it is closed', async () => {
    desk = createFileDesk()
    const waiting = [desk.countPages(pdfOf(['x'])), desk.countPages(pdfOf(['y']))]
    const settled = Promise.allSettled(waiting)
    await desk.close()
    for (const result of await settled)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'closed' } })
  })
})
