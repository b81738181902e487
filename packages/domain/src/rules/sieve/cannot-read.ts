/** What of a script no rule can say. */
export type SieveUnread = {
  line: number
  reason: 'extension' | 'test' | 'action' | 'control' | 'afterStop'
  evidence: string
}

/** Where a script says what no rule can say; it is caught where what belongs together is left out. */
export class CannotRead extends Error {
  readonly unread: SieveUnread

  constructor({ line }: { line: number }, reason: SieveUnread['reason'], evidence: string) {
    super(`line ${line}: ${evidence}`)
    this.unread = { line, reason, evidence }
  }
}
