import type { DeceptiveLink } from '@levee/domain'
import { domainToASCII, domainToUnicode } from 'node:url'
import { hasKnownSuffix, registrableDomain } from '../domains/registrable-domain.ts'

/** Where the links of a message lead, and those whose text names another place. */
export type LinkSigns = { linkHosts: string[]; deceptiveLinks: DeceptiveLink[] }

/** Links of a mail that are looked at: a catalogue has some hundred. */
const MOST_LINKS = 500
const MOST_KEPT = { hosts: 50, deceptive: 10 }
/** Characters of one link, with its text. */
const LONGEST_LINK = 8_192
/** Characters of a link that is shown as evidence. */
const LONGEST_SHOWN = 300

/** Looks for links in HTML, without taking it apart: what it misses is shown without a warning, not unsafe. */
export function linkSigns(html: string): LinkSigns {
  const hosts = new Set<string>()
  const deceptive: DeceptiveLink[] = []
  for (const { href, text } of links(html)) {
    const host = plainHost(href) ?? targetOf(href)?.hostname
    if (host === undefined) continue
    if (hosts.size < MOST_KEPT.hosts) hosts.add(host)
    const shown = shownHost(text)
    if (shown === undefined || isSameSite(shown, host)) continue
    const target = targetOf(href)
    if (target && deceptive.length < MOST_KEPT.deceptive)
      deceptive.push({
        shown: text.slice(0, LONGEST_SHOWN),
        target: readable(target).slice(0, LONGEST_SHOWN),
      })
  }
  return { linkHosts: [...hosts], deceptiveLinks: deceptive }
}

const START = /<a[\s/]/gi
const TAG = /^<a[\s/][^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>/i
const HREF = /[\s"'/]href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i

function* links(html: string): Generator<{ href: string; text: string }> {
  START.lastIndex = 0
  let found = 0
  for (const { index } of html.matchAll(START)) {
    if (++found > MOST_LINKS) return
    const piece = html.slice(index, index + LONGEST_LINK)
    const [tag] = TAG.exec(piece) ?? []
    const [, double, single, bare] = HREF.exec(tag ?? '') ?? []
    const href = double ?? single ?? bare
    if (!tag || !href) continue
    const end = piece.slice(tag.length).search(/<\/a\b|<a[\s/]/i)
    const inner = piece.slice(tag.length, end < 0 ? undefined : tag.length + end)
    const isAddress = /[.&\u3002]/.test(inner) // most are words
    yield {
      href: decoded(href),
      text: isAddress ? decoded(inner.replaceAll(/<[^>]*>/g, '')).trim() : '',
    }
  }
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  period: '.',
  colon: ':',
  sol: '/',
  commat: '@',
  Tab: '\t',
  NewLine: '\n',
}

/** Character references that stand in URLs, and those that are written to hide one. */
function decoded(text: string): string {
  if (/^[\x20-\x25\x27-\x7e]*$/.test(text)) return text // neither references nor what hides
  return text
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));?/gi, (whole, ...groups) => {
      const [decimal, hexadecimal, name] = groups.map((group) => String(group ?? ''))
      const code = decimal ? Number(decimal) : hexadecimal ? parseInt(hexadecimal, 16) : undefined
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      return NAMED[name ?? ''] ?? whole
    })
    .replaceAll(/[\p{Cf}\p{Cc}]+/gu, '')
}

/** A host as everybody writes it, which need not be parsed to be known. */
const PLAIN_HOST = /^https?:\/\/((?:[a-z\d-]{1,63}\.)+[a-z]{2,63})(?=[/?#]|$)/

function plainHost(href: string): string | undefined {
  const host = PLAIN_HOST.exec(href)?.[1]
  return host && !host.includes('xn--') && !gatewayOf(host) ? host : undefined
}

/** The URL that a browser would open; undefined for what leads nowhere in the web. */
function targetOf(href: string): URL | undefined {
  const text = href.replaceAll(/[\t\r\n]/g, '').trim()
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  return unwrapped(url)
}

/** Gateways that put their own address before each link, with the original in a parameter. */
const GATEWAYS: [RegExp, string][] = [
  [/\.safelinks\.protection\.outlook\.com$/, 'url'],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, 'q'],
  [/^urldefense\.(?:proofpoint\.)?com$/, 'u'],
]

function gatewayOf(host: string): (typeof GATEWAYS)[number] | undefined {
  return GATEWAYS.find(([pattern]) => pattern.test(host))
}

function unwrapped(url: URL): URL {
  const gateway = gatewayOf(url.hostname)
  const original = gateway && url.searchParams.get(gateway[1])
  const coded = original?.startsWith('http-3A') // Proofpoint's own coding, version 2
  const plain = coded ? original?.replaceAll('-', '%').replaceAll('_', '/') : original
  return (plain && URL.parse(coded ? percentDecoded(plain) : plain)) || url
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a per cent sign that encodes nothing: the gateway's own address is shown then
  }
}

const URL_TEXT =
  /^(?:(https?):\/{1,2}|(www\.))?((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,})(?::\d+)?(?:[/?#]\S*)?$/iu
/** Suffixes of files that are suffixes of domains too: without more, the text means the file. */
const FILE = /\.(?:md|sh|zip|py|pl|rs|mov|app|doc|ai|ps|cc|so)$/i

/** The host that the text of a link names; undefined when it is no address but words. */
function shownHost(text: string): string | undefined {
  const [, scheme, www = '', name = ''] = URL_TEXT.exec(text) ?? []
  if (name === '') return undefined
  const host = domainToASCII(`${www}${name}`.toLowerCase())
  if (host === '' || registrableDomain(host) === null) return undefined
  const isNamed = scheme !== undefined || www !== ''
  return isNamed || (hasKnownSuffix(host) && !FILE.test(host)) ? host : undefined
}

function isSameSite(shown: string, target: string): boolean {
  if (shown === target) return true
  const site = registrableDomain(shown)
  return site !== null && site === registrableDomain(target)
}

function readable(url: URL): string {
  const host = domainToUnicode(url.hostname) || url.hostname
  return `${host}${url.port ? `:${url.port}` : ''}${url.pathname}${url.search}`
}
