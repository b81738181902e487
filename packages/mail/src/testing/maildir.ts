import { chown, mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How a message is put into a folder; `date` becomes its INTERNALDATE. */
export type Delivery = { folder?: string; date?: Date; seen?: boolean }

export type Owner = { uid: number; gid: number }

let delivered = 0

/** Puts a message into a Maildir as a delivery agent does: whole, or not at all. */
export async function deliverToMaildir(
  maildir: string,
  owner: Owner,
  raw: Uint8Array,
  { folder = 'INBOX', date = new Date(), seen = false }: Delivery = {},
): Promise<void> {
  const directory = await folderDirectory(maildir, owner, folder)
  const seconds = Math.floor(date.getTime() / 1000)
  const name = `${seconds}.M${String(++delivered).padStart(9, '0')}P${process.pid}.levee`
  const temporary = join(directory, 'tmp', name)
  await writeFile(temporary, raw)
  await chown(temporary, owner.uid, owner.gid)
  await utimes(temporary, date, date)
  await rename(temporary, join(directory, ...(seen ? ['cur', `${name}:2,S`] : ['new', name])))
}

/** How many messages a folder of a Maildir holds. */
export async function countMaildir(maildir: string, folder = 'INBOX'): Promise<number> {
  const directory = join(maildir, folderName(folder))
  const lists = await Promise.all(
    ['cur', 'new'].map((part) => readdir(join(directory, part)).catch((): string[] => [])),
  )
  return lists.flat().length
}

async function folderDirectory(maildir: string, owner: Owner, folder: string): Promise<string> {
  const directory = join(maildir, folderName(folder))
  for (const part of ['', 'tmp', 'new', 'cur']) {
    const made = await mkdir(join(directory, part), { recursive: true })
    if (made) await chown(join(directory, part), owner.uid, owner.gid)
  }
  return directory
}

/** Maildir++ names a subfolder after its path with dots, and the inbox not at all. */
function folderName(folder: string): string {
  return folder === 'INBOX' ? '' : `.${folder.replaceAll('/', '.')}`
}
