/** The fields that a filter token can name; the server knows the same ones. */
export const filterFields = [
  'from',
  'subject',
  'ref',
  'tag',
  'is',
  'due',
  'received',
  'replied',
  'closed',
] as const

export type FilterField = (typeof filterFields)[number]
export type FilterToken = { field: FilterField; value: string }
export type Filter = { tokens: FilterToken[]; words: string }

/** What people type in French, too. */
const spellings: Record<string, FilterField> = {
  from: 'from',
  de: 'from',
  subject: 'subject',
  objet: 'subject',
  ref: 'ref',
  tag: 'tag',
  étiquette: 'tag',
  etiquette: 'tag',
  is: 'is',
  est: 'is',
  due: 'due',
  échéance: 'due',
  echeance: 'due',
  received: 'received',
  reçu: 'received',
  recu: 'received',
  replied: 'replied',
  répondu: 'replied',
  repondu: 'replied',
  closed: 'closed',
  clos: 'closed',
}

const tokenPattern = /(^|\s)([\p{L}]+):(?:"([^"]*)"|([^\s"]+))(?=\s|$)/gu

/** Splits a filter into its tokens and the words left over. */
export function parseFilter(text: string): Filter {
  const tokens: FilterToken[] = []
  const words = text.replace(
    tokenPattern,
    (whole: string, _space: string, name: string, quoted?: string, bare?: string) => {
      const field = spellings[name.toLowerCase()]
      const value = (quoted ?? bare ?? '').trim()
      if (!field || value === '') return whole
      tokens.push({ field, value })
      return ' '
    },
  )
  return { tokens, words: words.replace(/\s+/g, ' ').trim() }
}

/** Writes a filter as the server and the URL take it. */
export function writeFilter({ tokens, words }: Filter): string {
  const written = tokens.map(({ field, value }) =>
    /\s/.test(value) ? `${field}:"${value.replaceAll('"', '')}"` : `${field}:${value}`,
  )
  return [...written, words.trim()].filter(Boolean).join(' ')
}
