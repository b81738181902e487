import type { CheckedFolder } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { folderOf, withRole } from './folder-roles.ts'

const folders: CheckedFolder[] = [
  { path: 'INBOX', role: 'inbox', roleFrom: 'name', messages: null },
  { path: 'Sent', role: 'sent', roleFrom: 'server', messages: null },
  { path: 'Classeur', role: null, roleFrom: null, messages: null },
]

describe('what folders are for', () => {
  it('is what was chosen, else what the server says', () => {
    expect(folderOf('sent', folders, {})).toBe('Sent')
    expect(folderOf('sent', folders, { sent: 'Classeur' })).toBe('Classeur')
    expect(folderOf('archive', folders, {})).toBeUndefined()
  })

  it('is kept only where it differs from what the server says', () => {
    const chosen = withRole({}, 'archive', { path: 'Classeur', folders })
    expect(chosen).toEqual({ archive: 'Classeur' })
    expect(withRole(chosen, 'sent', { path: 'Sent', folders })).toEqual(chosen)
    expect(withRole(chosen, 'archive', { path: '', folders })).toEqual({})
  })
})
