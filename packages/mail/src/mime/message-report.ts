import type { Automatic, Report } from '@levee/domain'
import { isFromPeople } from '@levee/domain/reading'
import { addressList } from './address-list.ts'
import { reportIn } from './delivery-report.ts'
import type { Header } from './header-fields.ts'
import type { MimePart } from './part-tree.ts'

/** Some name in their own header what they are about. */
const ABOUT = /^(?:x-failed-recipients|original-message-id|x-original-message-id)$/i
const OF_ITSELF = /^(?:from|to|cc|reply-to|sender|return-path|delivered-to)$/i

/** What a machine says in a message of a mail of ours; null when people wrote it. */
export function messageReport(
  root: MimePart,
  kind: Automatic,
  headers: readonly Header[],
): Report | null {
  if (isFromPeople(kind)) return null
  const about = headers.filter(({ name }) => ABOUT.test(name))
  const own = headers
    .filter(({ name }) => OF_ITSELF.test(name))
    .flatMap(({ value }) => addressList(value))
    .map(({ address }) => address.toLowerCase())
  return reportIn(root, {
    isBounce: kind === 'bounce',
    headers: about.map(({ name, value }) => `${name}: ${value}`).join('\r\n'),
    own: new Set(own),
  })
}
