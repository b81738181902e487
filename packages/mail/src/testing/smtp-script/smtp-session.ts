import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { CaughtMessage } from '../../smtp/catch-mail.ts'
import type { SmtpFault, SmtpStage } from './smtp-fault.ts'

/** What is done with a mail: when the server has it, and when it has said so. */
export type Taking = {
  take(message: CaughtMessage): Promise<void>
  told(message: CaughtMessage): void
}

const BODY_BEFORE_FAULT = 200 // bytes of a mail after which it goes wrong in the middle

/** One conversation with a client. */
export class SmtpSession {
  readonly #socket: Socket
  readonly #fault: SmtpFault | undefined
  readonly #taking: Taking
  #from = ''
  #to: string[] = []
  #heard = Buffer.alloc(0)
  #isBody = false

  constructor(socket: Socket, fault: SmtpFault | undefined, taking: Taking) {
    this.#socket = socket
    this.#fault = fault
    this.#taking = taking
  }

  /** What it has of a mail whose end did not come. */
  get unfinished(): Buffer | undefined {
    return this.#isBody ? unstuffed(this.#heard) : undefined
  }

  begin(): void {
    if (this.#fault?.at === 'connection') {
      this.#socket.resetAndDestroy()
      return
    }
    let turn: Promise<unknown> = this.#answer('greeting', '220 script')
    this.#socket.on('data', (bytes: Buffer) => {
      turn = turn.then(() => this.#listen(bytes))
    })
  }

  async #listen(bytes: Buffer): Promise<void> {
    this.#heard = Buffer.concat([this.#heard, bytes])
    for (let said = this.#next(); said; said = this.#next()) {
      if (!this.#isBody) await this.#obey(said.toString('latin1').trimEnd())
      else await this.#receive(said)
    }
    const isInBody = this.#isBody && this.#heard.length > BODY_BEFORE_FAULT
    if (isInBody && this.#fault?.at === 'body') this.#socket.destroy()
  }

  /** A line, or a whole mail (RFC 5321 §4.1.1.4). */
  #next(): Buffer | undefined {
    const end = this.#isBody ? '\r\n.\r\n' : '\r\n'
    const at = this.#heard.indexOf(end)
    if (at === -1 || (this.#isBody && this.#fault?.at === 'body')) return undefined
    const said = this.#heard.subarray(0, at + 2)
    this.#heard = this.#heard.subarray(at + end.length)
    return said
  }

  async #obey(line: string): Promise<void> {
    const [word = ''] = line.toUpperCase().split(/[ :]/, 1)
    if (word === 'EHLO') await this.#answer('hello', '250-script\r\n250 AUTH PLAIN')
    else if (word === 'HELO') await this.#answer('hello', '250 script')
    else if (word === 'AUTH') await this.#answer('login', '235 Let in')
    else if (word === 'MAIL') await this.#sender(addressIn(line))
    else if (word === 'RCPT') await this.#recipient(addressIn(line))
    else if (word === 'DATA') this.#isBody = await this.#answer('data', '354 Go on')
    else if (word === 'QUIT') this.#socket.end('221 Bye\r\n')
    else this.#socket.write('250 Yes\r\n')
  }

  async #sender(address: string): Promise<void> {
    if (await this.#answer('sender', '250 Yes')) this.#from = address
  }

  async #recipient(address: string): Promise<void> {
    const fault = this.#fault
    const isSpared =
      fault?.does === 'refuse' && fault.only === 'lastRecipient' && this.#to.length === 0
    if (isSpared) this.#socket.write('250 Yes\r\n')
    if (isSpared || (await this.#answer('recipient', '250 Yes'))) this.#to.push(address)
  }

  async #receive(body: Buffer): Promise<void> {
    this.#isBody = false
    if (this.#fault?.at === 'end' && !(await this.#answer('end'))) return
    const message = { from: this.#from, to: this.#to.splice(0), raw: unstuffed(body) }
    await this.#taking.take(message)
    if (await this.#answer('taken', '250 Taken')) this.#taking.told(message)
  }

  /** Says what is usual unless the fault is here. @returns whether it did. */
  async #answer(at: SmtpStage, usual?: string): Promise<boolean> {
    const fault = this.#fault?.at === at ? this.#fault : undefined
    if (fault?.does === 'wait') await delay(fault.time)
    if (fault?.does === 'hangUp') this.#socket.destroy()
    if (fault?.does === 'refuse') this.#socket.write(`${fault.code} Refused\r\n`)
    if (fault && fault.does !== 'wait') return false
    if (usual) this.#socket.write(`${usual}\r\n`)
    return true
  }
}

/** Without the dots that transmission added (RFC 5321 §4.5.2). */
function unstuffed(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replaceAll(/^\./gm, ''), 'latin1')
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}
