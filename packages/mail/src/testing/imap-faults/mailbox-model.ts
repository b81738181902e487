/** A message as an IMAP server holds it. */
export type ModelMessage = { uid: number; flags: Set<string>; date: Date; raw: Buffer }

export type ModelFolder = {
  path: string
  /** What it is for, and whether it can be opened (RFC 6154, RFC 9051 §7.3.1). */
  attributes: string[]
  uidValidity: number
  uidNext: number
  /** In the order of their UIDs. */
  messages: ModelMessage[]
}

/** The mail of one account: the truth that a client must end up with. */
export type MailboxModel = {
  readonly folders: Map<string, ModelFolder>
  folder(path: string): ModelFolder
  create(path: string, ...attributes: string[]): ModelFolder
  remove(path: string): void
  rename(from: string, to: string): void
  append(path: string, raw: Buffer, more?: { date?: Date; flags?: string[] }): number
  expunge(path: string, uids: number[]): void
  copy(from: string, uids: number[], to: string): Map<number, number>
  move(from: string, uids: number[], to: string): Map<number, number>
  /** Sets flags, or takes them away. */
  flag(path: string, uid: number, flags: string[], isSet?: boolean): void
  /** Gives a folder new UIDs, as a server does that was restored from a backup (RFC 9051 §2.3.1.1). */
  renumber(path: string): void
  /** Calls `heard` after each change, until the function that it answers is called. */
  onChange(heard: () => void): () => void
}

/** An account with an inbox, Sent and Archive. */
export function mailboxModel(): MailboxModel {
  const folders = new Map<string, ModelFolder>()
  const listeners = new Set<() => void>()
  let validity = 1000
  const changed = (): void => {
    for (const heard of listeners) heard()
  }
  const folder = (path: string): ModelFolder => {
    const found = folders.get(path)
    if (!found) throw new Error(`The model has no folder "${path}".`)
    return found
  }
  const model: MailboxModel = {
    folders,
    folder,
    create(path, ...attributes) {
      const made = { path, attributes, uidValidity: ++validity, uidNext: 1, messages: [] }
      folders.set(path, made)
      return made
    },
    remove(path) {
      folders.delete(path)
      changed()
    },
    rename(from, to) {
      const renamed = folder(from)
      folders.delete(from)
      renamed.path = to
      folders.set(to, renamed)
      changed()
    },
    append(path, raw, { date = new Date(), flags = [] } = {}) {
      const into = folder(path)
      const uid = into.uidNext++
      into.messages.push({ uid, flags: new Set(flags), date, raw })
      changed()
      return uid
    },
    expunge(path, uids) {
      const from = folder(path)
      from.messages = from.messages.filter(({ uid }) => !uids.includes(uid))
      changed()
    },
    copy(from, uids, to) {
      const copied = folder(from).messages.filter(({ uid }) => uids.includes(uid))
      return new Map(
        copied.map(({ uid, raw, date, flags }) => [
          uid,
          model.append(to, raw, { date, flags: [...flags] }),
        ]),
      )
    },
    move(from, uids, to) {
      const moved = model.copy(from, uids, to)
      model.expunge(from, [...moved.keys()])
      return moved
    },
    flag(path, uid, flags, isSet = true) {
      const message = folder(path).messages.find((each) => each.uid === uid)
      for (const flag of flags) message?.flags[isSet ? 'add' : 'delete'](flag)
      changed()
    },
    renumber(path) {
      const renumbered = folder(path)
      renumbered.uidValidity = ++validity
      for (const message of renumbered.messages) message.uid = renumbered.uidNext++
      changed()
    },
    onChange(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
  model.create('INBOX')
  model.create('Sent', '\\Sent')
  model.create('Archive', '\\Archive')
  return model
}
