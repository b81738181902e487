import type { FailedRecipient, Report } from '@levee/domain'
import { returnedIds } from '@levee/domain/reading'
import { failedInText } from './failed-in-text.ts'
import { decodedBody, leaves, type MimePart } from './part-tree.ts'

const LONGEST = 300_000 // bytes of each part: reports carry headers; what they return can be huge
const MOST_RECIPIENTS = 50

type Status = FailedRecipient & { action: string }

/** What the reports in a message say happened, for each recipient, in lower case (RFC 3464 §2.3.3). */
export function reportedActions(root: MimePart): string[] {
  return statuses(root).map(({ action }) => action)
}

/** What a message that a machine wrote says of a mail of ours: which one, and who did not get it. */
export function reportIn(
  root: MimePart,
  { isBounce, headers, own }: { isBounce: boolean; headers: string; own: ReadonlySet<string> },
): Report {
  const bodies = leaves(root).map(binaryText)
  const ids = returnedIds([headers, ...bodies].join('\r\n'))
  if (!isBounce) return { ...ids, failed: [] }
  const failed = statuses(root)
    .filter(({ action }) => !/^(?:delayed|delivered|relayed|expanded)$/.test(action))
    .map(({ address, status, diagnostic }) => ({ address, status, diagnostic }))
  if (failed.length > 0) return { ...ids, failed: failed.slice(0, MOST_RECIPIENTS) }
  const said = leaves(root)
    .filter(({ type }) => /^text\/(?:plain|html)$/.test(type))
    .map(binaryText)
  return { ...ids, failed: failedInText([headers, ...said].join('\n'), own) }
}

function statuses(root: MimePart): Status[] {
  return leaves(root)
    .filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
    .flatMap((part) => groupsOf(binaryText(part)).map(statusOf))
    .filter((status) => status !== undefined)
}

/** Fields of one recipient stand together, an empty line between two (RFC 3464 §2.1). */
function groupsOf(text: string): Map<string, string>[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n(?:[ \t]*\n)+/)
    .map((group) => {
      const fields = [...group.matchAll(/^([\w-]+)[ \t]*:[ \t]*(.*)$/gm)]
      return new Map(fields.map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]))
    })
}

function statusOf(fields: Map<string, string>): Status | undefined {
  const recipient = fields.get('final-recipient') ?? fields.get('original-recipient')
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? ''
  const action = /^[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0]
  if (recipient === undefined && action === undefined) return undefined
  return {
    address: addressIn(recipient ?? ''),
    status,
    diagnostic: withoutType(fields.get('diagnostic-code') ?? ''),
    action:
      action ??
      (status.startsWith('4') ? 'delayed' : status.startsWith('2') ? 'delivered' : 'failed'),
  }
}

/** `rfc822; jeanne@x.example` (RFC 3464 §2.3.2), or without its type. */
function addressIn(value: string): string {
  return /[^\s<>;"']+@[^\s<>;"']+/.exec(value)?.[0] ?? ''
}

function withoutType(value: string): string {
  return readable(value.replace(/^[\w.-]+[ \t]*;[ \t]*/, '')).slice(0, 1000)
}

function readable(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString('utf8')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function binaryText(part: MimePart): string {
  return decodedBody(part).toString('latin1', 0, LONGEST)
}
