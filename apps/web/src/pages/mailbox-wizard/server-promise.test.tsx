import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Deletion, ServerPromise } from './server-promise.tsx'

describe('what the wizard promises of the mail on the server', () => {
  it.each<[Deletion, string]>([
    [null, 'Nothing is deleted on your server.'],
    ['choice', 'unless you choose so.'],
    [0, 'as soon as Levee has stored it'],
    [1, '1 day after'],
    [14, '14 days after'],
  ])('is what will happen: %s', (deletion, said) => {
    const { container } = render(
      <I18nProvider i18n={i18n}>
        <ServerPromise deletion={deletion} />
      </I18nProvider>,
    )
    expect(container.textContent).toContain(said)
  })
})
