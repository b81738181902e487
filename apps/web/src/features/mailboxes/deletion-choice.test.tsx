import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { DeletionChoice } from './deletion-choice.tsx'

function Choice() {
  const [days, setDays] = useState<number | null>(null)
  return (
    <I18nProvider i18n={i18n}>
      <DeletionChoice value={days} onChange={setDays} />
      <output>{String(days)}</output>
    </I18nProvider>
  )
}

const chosen = () => screen.getByRole('status').textContent

describe('what becomes of mail on a POP3 server', () => {
  it('is to stay, until somebody says after how many days it goes', () => {
    render(<Choice />)
    expect(screen.queryByLabelText('Days on the server')).toBeNull()
    fireEvent.click(
      screen.getByRole('radio', { name: 'Delete it from the server after some days' }),
    )
    expect(chosen()).toBe('14')
    fireEvent.change(screen.getByLabelText('Days on the server'), {
      target: { value: '9999 days' },
    })
    expect(chosen()).toBe('3650')
    fireEvent.click(screen.getByRole('radio', { name: 'Leave it on the server' }))
    expect(chosen()).toBe('null')
  })
})
