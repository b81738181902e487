import { act, renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { useCursor } from './use-cursor.ts'

const rows = ['a', 'b', 'c', 'd'].map((id) => aConversation({ id, reference: `ref-${id}` }))

function aCursor(handle?: string) {
  const open = vi.fn<(handle: string | undefined, how: { replace: boolean }) => void>()
  const hook = renderHook((props) => useCursor(props.rows, props.handle, open), {
    initialProps: { rows, handle },
  })
  return { ...hook, open, at: () => hook.result.current.row?.id }
}

describe('walking through the list', () => {
  it('starts at the first row and stops at the ends', () => {
    const { result, at } = aCursor()
    expect(at()).toBeUndefined()
    act(() => void result.current.move(1, false))
    expect(at()).toBe('a')
    act(() => void result.current.move(-1, false))
    expect(at()).toBe('a')
    for (let step = 0; step < 9; step += 1) act(() => void result.current.move(1, true))
    expect(at()).toBe('d')
  })

  it('takes the open mail along, and opens where a held key stops', () => {
    vi.useFakeTimers()
    const { result, open, at } = aCursor('ref-a')
    act(() => void result.current.move(1, true))
    act(() => void result.current.move(1, true))
    expect(at()).toBe('c')
    expect(open).not.toHaveBeenCalled()
    act(() => void vi.advanceTimersByTime(200))
    expect(open).toHaveBeenCalledExactlyOnceWith('ref-c', { replace: true })
    vi.useRealTimers()
  })

  it('follows the browser’s back button', () => {
    const { result, rerender, at } = aCursor('ref-a')
    act(() => void result.current.move(1, false))
    rerender({ rows, handle: 'ref-b' })
    expect(at()).toBe('b')
    rerender({ rows, handle: 'ref-a' })
    expect(at()).toBe('a')
    rerender({ rows, handle: undefined })
    expect(at()).toBe('a')
  })

  it('keeps its place when the mail is closed', () => {
    const { result, rerender, at } = aCursor('ref-c')
    act(() => result.current.close())
    rerender({ rows, handle: undefined })
    expect(at()).toBe('c')
  })
})

describe('mail that leaves the list', () => {
  it('hands the cursor and the reader to the next row', () => {
    const { result, open, at } = aCursor('ref-b')
    act(() => void result.current.leave(new Set(['b', 'c'])))
    expect(open).toHaveBeenCalledWith('ref-d', { replace: true })
    expect(at()).toBe('d')
  })

  it('hands it to the row before when there is none below', () => {
    const { result, at } = aCursor()
    act(() => void result.current.move(1, false))
    act(() => void result.current.move(1, false))
    act(() => void result.current.leave(new Set(['b', 'c', 'd'])))
    expect(at()).toBe('a')
  })

  it('lets the keys go on from where the cursor was when somebody else took the mail away', () => {
    const { result, rerender, at } = aCursor('ref-b')
    rerender({ rows: rows.filter((row) => row.id !== 'b'), handle: 'ref-b' })
    expect(at()).toBeUndefined()
    act(() => void result.current.move(1, false))
    expect(at()).toBe('c')
  })
})
