import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { ValueChips } from './value-chips.tsx'

/** The values that are kept. */
const kept = () => screen.getByRole('status').textContent.split('|')

function Chips({ isPattern = false, offered }: { isPattern?: boolean; offered?: string[] }) {
  const [values, setValues] = useState<string[]>([])
  return (
    <I18nProvider i18n={i18n}>
      <ValueChips
        label="Value"
        values={values}
        offered={offered?.map((value) => ({ value, label: value.toUpperCase() }))}
        isPattern={isPattern}
        onChange={setValues}
        disabled={false}
        error={undefined}
      />
      <output>{values.join('|')}</output>
    </I18nProvider>
  )
}

describe('the values of a condition', () => {
  it('are words with commas between, and what was typed last is kept once one goes on', async () => {
    render(<Chips />)
    await userEvent.type(screen.getByRole('textbox'), 'permis, PC 076,permis,plan')
    expect(kept()).toEqual(['permis', 'PC 076'])
    await userEvent.tab()
    await expect.poll(kept).toEqual(['permis', 'PC 076', 'plan'])
  })

  it('are pasted as a list, each its own', async () => {
    render(<Chips />)
    await userEvent.type(screen.getByRole('textbox'), 'a')
    await userEvent.paste('b\nPC 076\tplan; permis')
    expect(kept()).toEqual(['ab', 'PC 076', 'plan', 'permis'])
  })

  it('may be patterns, in which a comma is a comma', async () => {
    render(<Chips isPattern />)
    await userEvent.type(screen.getByRole('textbox'), 'PC \\d{{2,3}{Enter}')
    expect(kept()).toEqual(['PC \\d{2,3}'])
  })

  it('are chosen one after the other in a list that stays open, and taken off in it', async () => {
    render(<Chips offered={['a', 'b']} />)
    await userEvent.click(screen.getByRole('button', { name: 'Value' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'A' }))
    await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'B' }))
    expect(kept()).toEqual(['a', 'b'])
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'A' }))
    expect(kept()).toEqual(['b'])
  })
})
