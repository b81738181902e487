import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { folderRole, isWatchable } from '@levee/domain'
import type { FolderRole } from '@levee/mail'

/** A file that may hold mail. */
export type MailFile = {
  path: string
  size: number // bytes
  date: Date
  role: FolderRole
  /** Of a Maildir: it is one message, whatever is in it. */
  isMaildir: boolean
}

/** Files of a folder, and how many were left out: drafts and what was rejected as junk. */
export type MailFiles = { files: MailFile[]; leftOut: number }

/** Folders and files beside mail that are none: of Dovecot, Courier, Thunderbird, systems and version control. */
const BESIDE =
  /^(?:dovecot.*|courier.*|maildirfolder|maildirsize|subscriptions|\.DS_Store|\.git|.*\.(?:msf|lock|index|cache|dat|html|json|sqlite|plist))$/i

/**
 * What may hold mail at a path: the file, or the files of a folder and those below it, in the order of their names, which in
 * a Maildir is that of their arrival.
 */
export async function mailFilesAt(path: string): Promise<MailFiles> {
  const own = folderRole(basename(path))
  const role = isWatchable(own) ? own : null // who names a folder of drafts wants them
  const found: MailFiles = { files: [], leftOut: 0 }
  const about = await stat(path)
  if (about.isDirectory()) await addFolder(path, { role, isMaildir: false }, found)
  else found.files.push({ path, size: about.size, date: about.mtime, role, isMaildir: false })
  return found
}

type Place = Pick<MailFile, 'role' | 'isMaildir'>

async function addFolder(directory: string, place: Place, found: MailFiles): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true })
  const isMaildir = ['cur', 'new'].every((part) =>
    entries.some((entry) => entry.name === part && entry.isDirectory()),
  )
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry
    const path = join(directory, name)
    if (!place.isMaildir && BESIDE.test(name)) continue
    if (entry.isDirectory() && isMaildir && ['cur', 'new'].includes(name))
      await addFolder(path, { ...place, isMaildir: true }, found)
    else if (entry.isDirectory() && !(isMaildir && name === 'tmp'))
      await addFolder(path, { role: folderRole(name) ?? place.role, isMaildir: false }, found)
    else if (entry.isFile()) await addFile(path, place, found)
  }
}

async function addFile(path: string, place: Place, found: MailFiles): Promise<void> {
  const isOneMessage = place.isMaildir || /\.eml$/i.test(path)
  const role = (isOneMessage ? null : folderRole(basename(path))) ?? place.role
  if (!isWatchable(role) || (place.isMaildir && isDraft(path))) {
    found.leftOut++
    return
  }
  const { size, mtime: date } = await stat(path)
  if (size > 0) found.files.push({ path, size, date, role, isMaildir: place.isMaildir })
}

/** A Maildir says behind a file's name what the message is. */
function isDraft(path: string): boolean {
  return /:2,[A-Z]*D[A-Z]*$/.test(path)
}
