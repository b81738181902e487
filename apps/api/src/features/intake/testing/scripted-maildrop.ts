import { type Pop3Script, type ScriptedAnswer, startPop3Script } from '@levee/mail/testing'

export type ScriptedMail = { uidl?: string; raw: Buffer }

/** A maildrop on a scripted server, whose mail and faults a test changes as it likes. */
export type ScriptedMaildrop = Pop3Script & {
  mails: ScriptedMail[]
  /** What some commands are answered instead, such as `RETR 2`. */
  faults: Record<string, ScriptedAnswer>
}

export async function startScriptedMaildrop(mails: ScriptedMail[]): Promise<ScriptedMaildrop> {
  const faults: Record<string, ScriptedAnswer> = {}
  let marked = new Set<ScriptedMail>()
  const script = await startPop3Script((command) => {
    const [word = ''] = command.split(' ')
    if (word === '' || word === 'RSET') marked = new Set()
    const answer = faults[command] ?? faults[word] ?? answerOf(maildrop.mails, command)
    const [, number] = /^DELE (\d+)$/.exec(command) ?? []
    const mail = maildrop.mails[Number(number) - 1]
    if (mail && isOk(answer)) marked.add(mail)
    if (word === 'QUIT' && isOk(answer)) {
      maildrop.mails = maildrop.mails.filter((each) => !marked.has(each))
    }
    return answer
  })
  const maildrop: ScriptedMaildrop = { ...script, mails, faults }
  return maildrop
}

function isOk(answer: ScriptedAnswer): boolean {
  return String(typeof answer === 'object' && 'last' in answer ? answer.last : answer).startsWith(
    '+OK',
  )
}

function answerOf(mails: ScriptedMail[], command: string): ScriptedAnswer {
  const [word, argument] = command.split(' ')
  const size = ({ raw }: ScriptedMail): number => raw.length
  const list = (of: (mail: ScriptedMail) => string | number): string =>
    `+OK\r\n${mails.map((mail, place) => `${place + 1} ${of(mail)}\r\n`).join('')}.\r\n`
  const hasNames = mails.every(({ uidl }) => uidl !== undefined)
  switch (word) {
    case 'CAPA':
      return `+OK\r\nPIPELINING\r\n${hasNames ? 'UIDL\r\n' : ''}.\r\n`
    case 'STAT':
      return `+OK ${mails.length} ${mails.reduce((sum, mail) => sum + size(mail), 0)}\r\n`
    case 'LIST':
      return list(size)
    case 'UIDL':
      if (argument) return `+OK ${argument} ${mails[Number(argument) - 1]?.uidl}\r\n`
      return list(({ uidl }) => uidl ?? '')
    case 'RETR':
      return retrieved(mails[Number(argument) - 1]?.raw)
    default:
      return '+OK\r\n'
  }
}

function retrieved(raw: Buffer | undefined): string | Buffer {
  if (!raw) return '-ERR no such message\r\n'
  const stuffed = raw.toString('latin1').replaceAll(/^\.|\r\n\./g, (start) => `${start}.`)
  return Buffer.from(`+OK\r\n${stuffed}.\r\n`, 'latin1')
}
