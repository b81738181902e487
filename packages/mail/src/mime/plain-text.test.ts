import { describe, expect, it } from 'vitest'
import { plainText, TEXT_LIMIT } from './plain-text.ts'

const html = (text: string): string => plainText([{ type: 'html', text }])

describe('the body as plain text', () => {
  it.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['One<br>Two', 'One\nTwo'],
    ['<a href="https://x.org/">link</a> &amp; more', 'link & more'],
    ['<img src="x.png" alt="picture">text', 'text'],
    ['<head><title>no</title><style>p{}</style></head><p>yes</p><script>no()</script>', 'yes'],
    ['<table><tr><th>Name</th><td>Anne</td></tr></table>', 'NameAnne'],
    ['text</body></html>after', 'textafter'],
    ['<!-- no -->yes', 'yes'],
    ['&#0;&#xD800;&nbsp;x', 'x'],
    ['<p>never <b>closed', 'never closed'],
    ['', ''],
  ])('of %j is %j', (source, expected) => {
    expect(
      html(source)
        .replace(/[\u00a0\uFFFD]/g, ' ')
        .trim(),
    ).toBe(expected)
  })

  it('has its blocks in order, one kind of line end, and nothing that cannot be stored', () => {
    const blocks = [
      { type: 'plain' as const, text: 'a\r\nb\rc\0\ud800' },
      { type: 'html' as const, text: '<p>d</p>' },
    ]
    expect(plainText(blocks)).toBe('a\nb\nc\uFFFD\nd')
  })

  it('ends at 100 kB, however much there is', () => {
    const long = { type: 'plain' as const, text: 'a'.repeat(40_000) }
    expect(Buffer.byteLength(plainText([long, long, long]))).toBe(TEXT_LIMIT)
    expect(Buffer.byteLength(html(`<p>${'é'.repeat(200_000)}`))).toBe(TEXT_LIMIT)
  })

  it('is found behind a megabyte of style sheet', () => {
    expect(html(`<style>${'p{color:red}'.repeat(100_000)}</style><p>Bonjour</p>`)).toBe('Bonjour')
  })
})
