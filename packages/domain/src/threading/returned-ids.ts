import { signedIdsIn } from './signed-id.ts'

const MOST = 30 // of each kind: nobody returns more than one mail and the end of its thread

/** Message-IDs in a report: of the mail that it returns, the surest first, and of what that mail answered. */
export type ReturnedIds = { returned: string[]; answered: string[] }

/**
 * Reads which mail a report is about (RFC 3464 §2, RFC 8098 §3.2.5): as it says itself, as the returned
 * header does, or by an id of ours anywhere in its text.
 * @param text the body of the report, not its header.
 */
export function returnedIds(text: string): ReturnedIds {
  const own = idsOfFields(text, 'message-id|original-message-id|x-original-message-id')
  const answered = new Set(idsOfFields(text, 'in-reply-to|references'))
  const ours = signedIdsIn(text).filter((id) => !answered.has(id))
  return {
    returned: [...new Set([...own, ...ours])].slice(0, MOST),
    answered: [...answered].slice(-MOST),
  }
}

function idsOfFields(text: string, names: string): string[] {
  const field = new RegExp(
    String.raw`^[>| \t]{0,8}(?:${names})[ \t]{0,4}:((?:[ \t]*\r?\n[>| \t]{1,8}|[^\r\n]){0,4000})`,
    'gim',
  )
  return [...text.matchAll(field)].flatMap(([, value = '']) =>
    [...value.matchAll(/<([^<>\s]{1,998})>/g)].map(([, id = '']) => id),
  )
}
