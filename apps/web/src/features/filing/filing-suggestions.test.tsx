import type { FilingSuggestion } from '@levee/contract'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { answering } from '../../testing/answers.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { FilingSuggestions } from './filing-suggestions.tsx'

const team: FilingSuggestion = {
  kind: 'team',
  id: 't',
  probability: 0.9,
  reasons: ['poubelle', '@voirie.example', 'mailbox:0190a000-0000-7000-8000-000000000001'],
}

describe('what is suggested for a mail', () => {
  it('is done at one key, says why, and leads to a rule', async () => {
    answering({
      'GET /api/v1/conversations/*/suggestions': () => ({ items: [team], nextCursor: null }),
    })
    const onTake = vi.fn<(suggestion: FilingSuggestion) => void>()
    renderInApp(
      <FilingSuggestions
        conversation={{ id: 'c', revision: 1 }}
        nameOf={() => 'Roads'}
        onTake={onTake}
        renderMore={({ kind, id }) => <a href={`/rules/new?suggestion=${kind}:${id}`}>rule</a>}
      />,
    )
    expect(await screen.findByRole('button', { name: /^Assign Roads/ })).toBeTruthy()
    expect(screen.getByText('as with similar mail: poubelle, @voirie.example')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'rule' })).toBeTruthy()
    expect(onTake).not.toHaveBeenCalled()
    await userEvent.keyboard('1')
    expect(onTake).toHaveBeenCalledWith(team)
  })
})
