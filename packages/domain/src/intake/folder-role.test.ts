import { expect, it } from 'vitest'
import { folderRole } from './folder-role.ts'

it.each([
  ['Sent', 'sent'],
  ['Sent Messages.mbox', 'sent'],
  ['.INBOX.Sent', 'sent'],
  ['.Envoyés', 'sent'],
  ['Éléments envoyés', 'sent'],
  ['.&AMk-l&AOk-ments envoy&AOk-s', 'sent'],
  ['sent_items', 'sent'],
  ['Drafts', 'drafts'],
  ['.Junk', 'junk'],
  ['Courrier indésirable', 'junk'],
  ['Corbeille', 'trash'],
  ['Archives.sbd', 'archive'],
  ['Inbox', null],
  ['Projets', null],
  ['Sentier', null],
  ['', null],
])('%s is for %s', (name, role) => expect(folderRole(name)).toBe(role))
