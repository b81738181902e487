import type { ModelFolder, ModelMessage } from './mailbox-model.ts'
import { announceChanges, type Call } from './session.ts'
import { decodeName, encodeName, internalDate, quoted, uidsIn, type Word } from './wire.ts'

/** Does commands as RFC 9051 wants them done; `capabilities` answers what the server can. */
export function performer(capabilities: (isSignedIn: boolean) => string): (call: Call) => void {
  const commands: Record<string, (call: Call) => void> = {
    CAPABILITY(call) {
      call.say(`CAPABILITY ${capabilities(call.session.isSignedIn)}`)
      call.done()
    },
    LOGIN(call) {
      call.session.isSignedIn = true
      call.done(`OK [CAPABILITY ${capabilities(true)}] signed in`)
    },
    NOOP: (call) => call.done(),
    ENABLE(call) {
      call.say(`ENABLED ${call.words.join(' ')}`)
      call.done()
    },
    ID(call) {
      call.say('ID NIL')
      call.done()
    },
    NAMESPACE(call) {
      call.say('NAMESPACE (("" "/")) NIL NIL')
      call.done()
    },
    LIST: list,
    LSUB: list,
    SELECT: open,
    EXAMINE: open,
    CREATE(call) {
      call.session.model.create(nameOf(call.words[0]))
      call.done()
    },
    APPEND: append,
    'UID FETCH': fetch,
    'UID SEARCH': search,
    'UID STORE': store,
    'UID COPY': transfer,
    'UID MOVE': transfer,
    'UID EXPUNGE'(call) {
      const { folder } = openOf(call)
      const deleted = named(call).filter(({ flags }) => flags.has('\\Deleted'))
      const uids = deleted.map(({ uid }) => uid)
      call.session.model.expunge(folder.path, uids)
      call.done()
    },
    LOGOUT(call) {
      call.say('BYE until soon')
      call.done()
      call.session.cutAfter(0)
    },
  }
  return (call) => {
    if (call.name === 'UID') {
      const [kind, ...words] = call.words
      call.name = `UID ${String(kind).toUpperCase()}`
      call.words = words
    }
    const command = commands[call.name]
    if (!command) return call.done(`BAD no such command: ${call.name}`)
    const mayAnnounce = call.name === 'NOOP' || /COPY|MOVE|EXPUNGE|APPEND/.test(call.name)
    if (mayAnnounce) announceChanges(call)
    command(call)
  }
}

function list(call: Call): void {
  const [reference = '', pattern = ''] = call.words.map(String)
  const wanted = decodeName(reference + pattern)
  if (wanted === '') call.say(`${call.name} (\\Noselect) "/" ""`)
  for (const { path, attributes } of call.session.model.folders.values()) {
    const isMeant = wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted
    if (isMeant) call.say(`${call.name} (${attributes.join(' ')}) "/" ${quoted(encodeName(path))}`)
  }
  call.done()
}

function open(call: Call): void {
  const folder = call.session.model.folders.get(nameOf(call.words[0]))
  call.session.open = undefined
  if (!folder || folder.attributes.includes('\\Noselect'))
    return call.done('NO [NONEXISTENT] no such folder')
  const known = folder.messages.map(({ uid }) => uid)
  call.session.open = { folder, known }
  call.say('FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)')
  call.say(`${known.length} EXISTS`)
  call.say(`OK [UIDVALIDITY ${folder.uidValidity}] valid`)
  call.say(`OK [UIDNEXT ${folder.uidNext}] next`)
  call.done(`OK [READ-${call.name === 'EXAMINE' ? 'ONLY' : 'WRITE'}] open`)
}

function append(call: Call): void {
  const folder = call.session.model.folders.get(nameOf(call.words[0]))
  if (!folder) return call.done('NO [TRYCREATE] no such folder')
  const flags = call.words.find(Array.isArray)?.map(String) ?? []
  const raw = Buffer.from(String(call.words.at(-1)), 'latin1')
  const date = call.words.length > 3 ? new Date(String(call.words.at(-2))) : new Date()
  const uid = call.session.model.append(folder.path, raw, { flags, date })
  call.done(`OK [APPENDUID ${folder.uidValidity} ${uid}] stored`)
}

function fetch(call: Call): void {
  const { known } = openOf(call)
  const items = [call.words[1] ?? ''].flat().map((word) => String(word).toUpperCase())
  for (const message of named(call)) {
    const seq = known.indexOf(message.uid) + 1
    call.say(fetchAnswer(seq, message, items))
  }
  call.done()
}

/** An untagged FETCH with these items (RFC 9051 §7.5.2). */
export function fetchAnswer(seq: number, message: ModelMessage, items: string[]): Buffer {
  const parts = items.map((item) => itemOf(item, message))
  const list = parts.flatMap((part) => [Buffer.from(' '), Buffer.from(part)]).slice(1)
  return Buffer.concat([Buffer.from(`* ${seq} FETCH (`), ...list, Buffer.from(')\r\n')])
}

function itemOf(item: string, { uid, flags, date, raw }: ModelMessage): string | Buffer {
  if (item === 'UID') return `UID ${uid}`
  if (item === 'FLAGS') return `FLAGS (${[...flags].join(' ')})`
  if (item === 'INTERNALDATE') return `INTERNALDATE ${internalDate(date)}`
  if (item === 'RFC822.SIZE') return `RFC822.SIZE ${raw.length}`
  if (item === 'MODSEQ') return `MODSEQ (${uid})`
  const body = /^BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?$/.exec(item)
  if (!body) return `${item} NIL`
  const start = Number(body[1] ?? 0)
  const piece = body[1] === undefined ? raw : raw.subarray(start, start + Number(body[2]))
  const name = body[1] === undefined ? 'BODY[]' : `BODY[]<${start}>`
  return Buffer.concat([Buffer.from(`${name} {${piece.length}}\r\n`), piece])
}

function search(call: Call): void {
  const { known, folder } = openOf(call)
  const words = call.words.flat(3).map(String)
  const header = words.findIndex((word) => word.toUpperCase() === 'MESSAGE-ID')
  const text = header < 0 ? undefined : words[header + 1]
  const found = folder.messages
    .filter(({ uid, raw }) => known.includes(uid) && (!text || raw.includes(text)))
    .map(({ uid }) => uid)
  call.say(['SEARCH', ...found].join(' '))
  call.done()
}

function store(call: Call): void {
  const { folder } = openOf(call)
  const flags = [call.words[2] ?? []].flat().map(String)
  for (const { uid } of named(call)) call.session.model.flag(folder.path, uid, flags)
  call.done()
}

function transfer(call: Call): void {
  const { folder } = openOf(call)
  const into = call.session.model.folders.get(nameOf(call.words[1]))
  if (!into) return call.done('NO [TRYCREATE] no such folder')
  const uids = named(call).map(({ uid }) => uid)
  const isMove = call.name === 'UID MOVE'
  const moved = call.session.model[isMove ? 'move' : 'copy'](folder.path, uids, into.path)
  const code = `COPYUID ${into.uidValidity} ${[...moved.keys()].join(',')} ${[...moved.values()].join(',')}`
  if (isMove && moved.size > 0) call.say(`OK [${code}] moved`)
  announceChanges(call)
  call.done(isMove || moved.size === 0 ? 'OK moved' : `OK [${code}] copied`)
}

function openOf({ session }: Call): { folder: ModelFolder; known: number[] } {
  return session.open ?? { folder: session.model.folder('INBOX'), known: [] }
}

/** The messages that the command's set names, of those that the client was told of and that are still there. */
function named(call: Call): ModelMessage[] {
  const { folder, known } = openOf(call)
  const uids = new Set(uidsIn(String(call.words[0]), known))
  return folder.messages.filter(({ uid }) => uids.has(uid))
}

function nameOf(word: Word | undefined): string {
  const name = decodeName(String(word ?? ''))
  return name.toUpperCase() === 'INBOX' ? 'INBOX' : name
}
