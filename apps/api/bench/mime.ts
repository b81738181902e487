import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  agreement,
  CORPORA,
  excerpt,
  FIELDS,
  judge,
  oracles,
  placeOf,
  readByMailparser,
  readAsSeen,
  readContent,
  readMessage,
  reasonOf,
} from '@levee/mail/testing/oracles'
import type { Verdict } from '@levee/mail/testing/oracles'
import { median, print } from './intake/print.ts'
import { sampleMail } from './intake/sample-mail.ts'

/**
 * How much less CPU our reader takes than mailparser, and how often it reads what the corpora say.
 * @param args how many messages of sample mail and how many rounds; 1,000 and 15 when not said.
 */
export async function mime([messages = '1000', rounds = '15']: string[]): Promise<void> {
  await compareCpu(Number(messages), Number(rounds))
  if (existsSync(join(CORPORA, 'mime-zammad'))) await compareReading()
  else process.stdout.write(`There are no corpora at ${CORPORA}: set LEVEE_CORPORA.\n`)
}

type Read = (raw: Buffer) => unknown

/** The CPU of both readers for the same mail, in rounds that alternate. */
async function compareCpu(messages: number, rounds: number): Promise<void> {
  const raws = (await sampleMail(messages)).map(({ raw }) => raw)
  const readers: Record<'ours' | 'whole' | 'mailparser', { read: Read; taken: number[] }> = {
    ours: { read: readContent, taken: [] },
    whole: { read: readMessage, taken: [] }, // with what we recognise, of which mailparser knows nothing
    mailparser: { read: readByMailparser, taken: [] },
  }
  for (let round = -1; round < rounds; round++) {
    for (const { read, taken } of Object.values(readers)) {
      const ms = await cpuOf(read, raws)
      if (round >= 0) taken.push(ms) // the first round only warms up
    }
  }
  const ours = median(readers.ours.taken)
  const theirs = median(readers.mailparser.taken)
  // round by round: the processor's own pace changes meanwhile
  const ratio = ({ taken }: { taken: number[] }): number =>
    median(taken.map((ms, round) => (readers.mailparser.taken[round] ?? 0) / ms))
  const bytes = raws.reduce((sum, raw) => sum + raw.length, 0)
  print('mime', 'cpuMs', ours, { unit: 'ms', reader: 'ours', messages, bytes })
  print('mime', 'cpuMs', theirs, { unit: 'ms', reader: 'mailparser', messages, bytes })
  print('mime', 'cpuRatio', ratio(readers.ours), { unit: 'mailparser/ours', rounds })
  print('mime', 'wholeCpuRatio', ratio(readers.whole), {
    unit: 'mailparser/ours with senders, robots and reports recognised',
    rounds,
  })
}

async function cpuOf(read: Read, raws: Buffer[]): Promise<number> {
  globalThis.gc?.()
  const before = process.cpuUsage()
  for (const raw of raws) await read(raw)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** How many fields of the messages of the corpora are read as their corpora say, and each that is not. */
async function compareReading(): Promise<void> {
  const verdicts = await judge(oracles(), readAsSeen)
  for (const field of FIELDS) printAgreement(verdicts, field)
  const corpora = Map.groupBy(verdicts, ({ corpus }) => corpus)
  for (const [corpus, own] of corpora) {
    for (const field of FIELDS) printAgreement(own, field, { corpus })
  }
  for (const verdict of verdicts) {
    for (const difference of verdict.differences) {
      const reason = reasonOf(verdict, difference)
      const line = { message: placeOf(verdict), ...excerpt(difference), reason }
      process.stdout.write(
        `${JSON.stringify({ bench: 'mime', difference: difference.field, ...line })}\n`,
      )
    }
  }
}

function printAgreement(verdicts: Verdict[], field: (typeof FIELDS)[number], more = {}): void {
  const of = verdicts.filter(({ told }) => told.includes(field)).length
  if (of > 0) print('mime', field, agreement(verdicts, field), { unit: '%', of, ...more })
}
