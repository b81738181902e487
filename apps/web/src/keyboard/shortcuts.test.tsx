import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keyName } from './key-name.ts'
import { type Shortcuts, useShortcuts } from './shortcuts.ts'

const heard = vi.fn<(key: string) => void>()
const all: Shortcuts = {
  j: () => heard('j'),
  A: () => heard('A'),
  '?': () => heard('?'),
  'mod+z': () => heard('mod+z'),
  'g u': () => heard('g u'),
  ' ': () => heard('space'),
  u: () => heard('u'),
}

function Page() {
  useShortcuts(all)
  return (
    <>
      <button type="button">row</button>
      <p>text</p>
      <textarea aria-label="reply" />
      <div role="dialog">
        <button type="button">inside</button>
      </div>
    </>
  )
}

function press(key: string, options: { on?: Element } & Partial<KeyboardEventInit> = {}) {
  const { on = screen.getByText('row'), ...modifiers } = options
  fireEvent.keyDown(on, { key, ...modifiers })
}

describe('keys', () => {
  beforeEach(() => {
    heard.mockClear()
    render(<Page />)
  })

  it('act by what is written on them, with Shift or without', () => {
    press('j')
    press('A', { shiftKey: true })
    press('?', { shiftKey: true })
    expect(heard.mock.calls.flat()).toEqual(['j', 'A', '?'])
  })

  it('are the same with Caps Lock', () => {
    press('J')
    expect(heard).toHaveBeenCalledWith('j')
  })

  it('rest while somebody types, and in a dialog', () => {
    press('j', { on: screen.getByLabelText('reply') })
    press('j', { on: screen.getByText('inside') })
    expect(heard).not.toHaveBeenCalled()
  })

  it('press the button that has the focus, before anything else', () => {
    press(' ')
    press(' ', { on: screen.getByText('text'), shiftKey: true })
    expect(heard).not.toHaveBeenCalled()
    press(' ', { on: screen.getByText('text') })
    expect(heard).toHaveBeenCalledWith('space')
  })

  it('leave the browser’s own alone', () => {
    press('j', { ctrlKey: true })
    expect(heard).not.toHaveBeenCalled()
    press('z', { metaKey: true })
    expect(heard).toHaveBeenCalledWith('mod+z')
  })

  it('come in sequences', () => {
    press('g')
    press('u')
    press('u')
    expect(heard.mock.calls.flat()).toEqual(['g u', 'u'])
  })

  it('can be turned off, except the help', () => {
    localStorage.setItem('levee.singleKeys', 'off')
    press('j')
    press('?')
    expect(heard.mock.calls.flat()).toEqual(['?'])
  })
})

describe('the name of a key', () => {
  it.each([
    [{ key: 'Enter', shiftKey: true, metaKey: true }, 'mod+shift+Enter'],
    [{ key: 'F6', shiftKey: true }, 'shift+F6'],
    [{ key: 'É', shiftKey: true }, 'É'],
  ])('of %o is %s', (pressed, name) => {
    const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
    expect(keyName({ ...none, ...pressed })).toBe(name)
  })
})
