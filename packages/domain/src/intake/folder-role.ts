import { foldText } from '../conversations/fold-text.ts'

type Role = 'sent' | 'drafts' | 'junk' | 'trash' | 'archive'

/** How programs name their folders, without case and accents. */
const NAMES: Record<Role, string[]> = {
  sent: [
    'sent',
    'sent messages',
    'sent items',
    'sent mail',
    'envoyes',
    'messages envoyes',
    'elements envoyes',
    'courriers envoyes',
  ],
  drafts: ['drafts', 'draft', 'brouillons', 'brouillon', 'templates', 'modeles'],
  junk: [
    'junk',
    'junk e-mail',
    'junk email',
    'spam',
    'indesirables',
    'courrier indesirable',
    'pourriel',
  ],
  trash: [
    'trash',
    'deleted items',
    'deleted messages',
    'corbeille',
    'elements supprimes',
    'messages supprimes',
  ],
  archive: ['archive', 'archives'],
}

/** é, É and è as Maildir++ writes them (modified UTF-7, RFC 3501 §5.1.3), in lower case. */
const ACCENTED_E = /&(?:aok|amk|aog)-/g

const ROLES: Role[] = ['sent', 'drafts', 'junk', 'trash', 'archive']
const roles = new Map(ROLES.flatMap((role) => NAMES[role].map((name) => [name, role] as const)))

/**
 * What a folder of exported mail is for, by its name: a folder of the file system, of a Maildir++ (`.INBOX.Sent`), or a
 * file (`Sent.mbox`); null when its name does not say.
 */
export function folderRole(name: string): Role | null {
  const plain = name.replace(/\.(?:mbox|sbd|mbx)$/i, '')
  const last = plain.split(/[./]/).at(-1) ?? ''
  const folded = foldText(last)
    .replaceAll(ACCENTED_E, 'e')
    .replaceAll(/[_\s]+/g, ' ')
  return roles.get(folded.trim()) ?? null
}
