import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadAhead, loadPart } from './load-part.ts'
import { dismissToast, useCurrentToast } from './ui/toast-store.ts'
import { act, renderHook } from '@testing-library/react'

const lost = new TypeError('Failed to fetch dynamically imported module: /assets/reader-1.js')
const index = '<script type="module" src="/assets/index-1.js"></script><div id="app"></div>'
const upgraded = index.replace('index-1', 'index-2')

const reload = vi.fn<() => void>()
const server = vi.fn<() => Promise<Response>>()
const load = vi.fn<() => Promise<string>>()

beforeEach(() => {
  vi.resetAllMocks()
  vi.useFakeTimers()
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('fetch', server)
  document.head.innerHTML = '<script type="module" src="/assets/index-1.js"></script>'
  serverAnswers(index)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.head.innerHTML = ''
  document.body.innerHTML = ''
  sessionStorage.clear()
})

describe('a part that is loaded later', () => {
  it('comes at once when it is there', async () => {
    load.mockResolvedValue('reader')
    await expect(loadPart(load)).resolves.toBe('reader')
    expect(server).not.toHaveBeenCalled()
  })

  it('waits for a lost connection, and never reloads the page for it', async () => {
    load.mockRejectedValue(lost)
    server.mockRejectedValue(new TypeError('Failed to fetch'))
    const part = loadPart(load)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).not.toHaveBeenCalled()
    load.mockResolvedValue('reader')
    serverAnswers(index)
    await vi.advanceTimersByTimeAsync(5_000)
    await expect(part).resolves.toBe('reader')
    expect(reload).not.toHaveBeenCalled()
  })

  it('comes as soon as the browser is online again', async () => {
    load.mockRejectedValueOnce(lost).mockResolvedValue('reader')
    server.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const part = loadPart(load)
    await vi.advanceTimersByTimeAsync(10)
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(10)
    await expect(part).resolves.toBe('reader')
  })

  it('waits for a server that a proxy cannot reach', async () => {
    load.mockRejectedValue(lost)
    serverAnswers('<h1>Bad Gateway</h1>', 502)
    void loadPart(load)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).not.toHaveBeenCalled()
  })

  it('brings a new version of the page when an upgrade took it away', async () => {
    load.mockRejectedValue(lost)
    serverAnswers(upgraded)
    void loadPart(load)
    await vi.advanceTimersByTimeAsync(10)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('brings a new version only once, should the servers disagree', async () => {
    load.mockRejectedValue(lost)
    serverAnswers(upgraded)
    void loadPart(load)
    await vi.advanceTimersByTimeAsync(10)
    await expect(loadPart(load)).rejects.toThrow('could not be loaded')
    expect(reload).toHaveBeenCalledOnce()
  })

  it('is tried again, then asked for by a new page, where the browser keeps the failure', async () => {
    load.mockRejectedValue(lost)
    void loadPart(load)
    await vi.advanceTimersByTimeAsync(500)
    expect(reload).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(load.mock.calls.length).toBeGreaterThan(2)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('leaves it to the person to reload while something is being written', async () => {
    document.body.innerHTML = '<textarea></textarea>'
    for (const area of document.querySelectorAll('textarea')) area.value = 'Dear Ms Guérin'
    load.mockRejectedValue(lost)
    serverAnswers(upgraded)
    void loadPart(load)
    await act(() => vi.advanceTimersByTimeAsync(10))
    expect(reload).not.toHaveBeenCalled()
    const toast = renderHook(useCurrentToast).result.current
    expect(toast?.text).toContain('what you are writing')
    toast?.action?.run()
    expect(reload).toHaveBeenCalledOnce()
    dismissToast(toast?.id ?? 0)
  })
})

describe('a part that is loaded ahead', () => {
  it('is no matter when it fails: whoever needs it loads it again', async () => {
    load.mockRejectedValue(lost)
    serverAnswers(upgraded)
    loadAhead(load)
    await vi.advanceTimersByTimeAsync(60_000) // a rejection that nobody handles fails the run
    expect(reload).not.toHaveBeenCalled()
    expect(server).not.toHaveBeenCalled()
  })
})

function serverAnswers(html: string, status = 200): void {
  server.mockImplementation(() => Promise.resolve(new Response(html, { status })))
}
