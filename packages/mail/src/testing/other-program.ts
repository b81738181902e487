import type { PasswordAccount } from '../imap/imap-account.ts'
import { type FaultImap, startFaultImap } from './imap-faults/start-fault-imap.ts'
import type { ModelFolder } from './imap-faults/mailbox-model.ts'

/** An account of some server, with another mail program that does things to it. */
export type OtherProgram = {
  account(): PasswordAccount
  /** What the account holds: the truth that a client must end up with. */
  folders(): Promise<ModelFolder[]>
  create(path: string): Promise<unknown>
  remove(path: string): Promise<unknown>
  rename(from: string, to: string): Promise<unknown>
  append(path: string, raw: Buffer, date?: Date): Promise<unknown>
  expunge(path: string, uids: number[]): Promise<unknown>
  move(from: string, uids: number[], to: string): Promise<unknown>
  /** Sets flags, or takes them away. */
  flag(path: string, uids: number[], flags: string[], isSet: boolean): Promise<unknown>
  /** Gives a folder another UIDVALIDITY, where the server can. */
  renumber(path: string): Promise<unknown>
  /** Breaks every connection to the server. */
  cut(): Promise<unknown>
  stop(): Promise<void>
}

/** On a fault server, whose most connections at once are counted. */
export async function onFaultServer(): Promise<OtherProgram & Pick<FaultImap, 'mostAtOnce'>> {
  const server = await startFaultImap()
  const { model } = server
  return {
    account: () => server.account(),
    folders: async () => [...model.folders.values()],
    create: async (path) => model.create(path),
    remove: async (path) => model.remove(path),
    rename: async (from, to) => model.rename(from, to),
    append: async (path, raw, date = new Date()) => model.append(path, raw, { date }),
    expunge: async (path, uids) => model.expunge(path, uids),
    move: async (from, uids, to) => model.move(from, uids, to),
    async flag(path, uids, flags, isSet) {
      for (const uid of uids) model.flag(path, uid, flags, isSet)
    },
    renumber: async (path) => model.renumber(path),
    cut: async () => server.cutAll(),
    stop: () => server.stop(),
    get mostAtOnce() {
      return server.mostAtOnce
    },
  }
}
