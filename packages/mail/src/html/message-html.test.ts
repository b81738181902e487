import { describe, expect, it } from 'vitest'
import { messageHtml } from './message-html.ts'

const PARTS = { partUrl: '/api/v1/messages/7/attachments/{index}' }

function related(html: string): Buffer {
  return Buffer.from(
    [
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      '--b',
      'Content-Type: image/png',
      'Content-ID: <logo@x>',
      '',
      'x',
      '--b--',
      '',
    ].join('\r\n'),
  )
}

describe('a message as a page', () => {
  it('shows its own pictures by their address here, and counts those that it would fetch', async () => {
    const raw = related('<img src="cid:logo@x"><img src="https://e.example/pixel.gif">Été')
    const { html, blockedImages } = messageHtml(raw, PARTS)
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain('<img src="/api/v1/messages/7/attachments/0"><img>Été')
    expect(html).not.toContain('e.example')
    expect(html).toContain('<body data-images="1" data-pixels="0">')
    expect(blockedImages).toBe(1)
  })

  it('says where links lead, and opens none, when they are locked', () => {
    const raw = related(
      '<a href="https://evil.example/x" data-destination="https://bank.example">Banque</a>',
    )
    const { html } = messageHtml(raw, { ...PARTS, lockLinks: true })
    expect(html).toContain('<s data-destination="https://evil.example/x">Banque</s>')
    expect(html).not.toMatch(/<a|href=|bank\.example/)
    expect(messageHtml(raw, PARTS).html).toContain('<a href="https://evil.example/x"')
  })

  it('is on white paper when it sets colours, else follows the theme', async () => {
    const coloured = messageHtml(related('<p style="color:#000">a</p>'), {
      ...PARTS,
      theme: 'dark',
    })
    expect(coloured.html).toContain('background:#fff')
    const plain = messageHtml(related('<p>a</p>'), { ...PARTS, theme: 'dark' })
    expect(plain.html).toContain('color-scheme:dark;background:transparent')
  })

  it('shows the plain pieces of a mail between its HTML pieces', async () => {
    const raw = Buffer.from(
      'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--b\r\n\r\n1 < 2 & <script>\r\n--b--\r\n',
    )
    const { html } = messageHtml(raw, PARTS)
    expect(html).toContain('<p>a</p>')
    expect(html).toContain('<pre>1 &lt; 2 &amp; &lt;script&gt;</pre>')
  })

  it('reads each part for itself: what one leaves open does not swallow the next', () => {
    const parts = ['<img src="https://e.example/?', 'secret', '"><b>c']
    const raw = Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.map((part) => `--b\r\nContent-Type: text/html\r\n\r\n${part}\r\n`).join('')}--b--\r\n`,
    )
    const { html } = messageHtml(raw, { ...PARTS, proxy: { path: '/p', key: 'k', expires: 1 } })
    expect(html).toContain('<div></div><div>secret</div><div>&quot;&gt;<b>c</b></div>')
    expect(html).not.toContain('e.example')
  })

  it('shows the beginning of a mail that no browser could lay out, and says so', () => {
    const raw = Buffer.concat([
      Buffer.from('Content-Type: text/html\r\n\r\n'),
      Buffer.alloc(9_000_000, '<p>a</p>\r\n'),
    ])
    const started = process.cpuUsage()
    const { html } = messageHtml(raw, PARTS)
    expect(html).toContain('data-cut><div><p>a</p>')
    expect(html.match(/<p>/g)).toHaveLength(100_000)
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000)
  })
})
