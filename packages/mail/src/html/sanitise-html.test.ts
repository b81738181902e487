import { describe, expect, it } from 'vitest'
import { writeHtml } from './html-tree.ts'
import { sanitiseHtml } from './sanitise-html.ts'

const partUrl = (contentId: string): string | undefined =>
  contentId === 'logo@x' ? '/parts/0' : undefined
const sources = { partUrl }
const proxy = { path: '/pictures', key: 'k', expires: 1_900_000_000 }
const clean = (html: string): string => writeHtml(sanitiseHtml(html, sources).nodes)
const found = (html: string) => {
  const { images, pixels } = sanitiseHtml(html, sources).pictures
  return { images: [...images], pixels: [...pixels] }
}

describe('the HTML of a mail', () => {
  it('keeps what it looks like (control: this is what the other tests must not destroy)', () => {
    const html =
      '<table cellpadding="4" width="600"><tr><td align="center" style="color:#333;padding:4px 8px;font-family:Arial,sans-serif">Bon<b>jour</b><br><a href="https://example.org/a?b=1&amp;c=2">ici</a></td></tr></table>'
    expect(clean(html)).toBe(
      html.replace(
        '<a href="https://example.org/a?b=1&amp;c=2">',
        '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">',
      ),
    )
  })

  it.each([
    ['script', 'a<script>alert(1)</script>'],
    ['frame', 'a<iframe src="//e.example">b</iframe>'],
    ['object', 'a<object data="x"><embed src="y">b</object>'],
    ['form', '<form action="//e.example"><input name="q"><button>a</button></form>'],
    ['list of choices', 'a<select><option>b</option></select>'],
    ['meta and base', '<meta http-equiv="refresh" content="0;url=//e"><base href="//e">a'],
    ['style element', '<style>p{background:url(//e.example)}</style>a'],
    ['stylesheet', '<link rel="stylesheet" href="//e.example/x.css">a'],
    ['svg', 'a<svg><script>x()</script><a xlink:href="javascript:x()">b</a></svg>'],
    ['math', 'a<math><mtext><img src=x onerror=x()></mtext></math>'],
    ['template', 'a<template><p>b</p></template>'],
    ['comment', '<!--[if mso]><p>b</p><![endif]-->a'],
    ['title', '<head><title>b</title></head>a'],
  ])('loses what is not for reading: %s', (_name, html) => {
    expect(clean(html)).toBe('a')
  })

  it('loses attributes that act or name', () => {
    const attributes = 'onclick="x()" class="fixed" id="root" contenteditable srcdoc="x" is="y"'
    expect(clean(`<p ${attributes} title="&quot;onload=x()">a</p>`)).toBe(
      '<p title="&quot;onload=x()">a</p>',
    )
  })

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '/api/v1/session',
    '//example.org/',
    '#top',
  ])('leads nowhere but out of Levee: %j', (href) => {
    const link = clean(`<a href="${href.replaceAll('<', '&lt;')}">a</a>`)
    expect(link).toBe('<a>a</a>')
  })

  it.each(['https://example.org/', 'http://example.org/', 'mailto:a@example.org', 'tel:+33123'])(
    'keeps a link: %s',
    (href) => {
      expect(clean(`<a href="${href}">a</a>`)).toBe(
        `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">a</a>`,
      )
    },
  )

  it('leaves out pictures on other hosts, and knows them', () => {
    const html =
      '<img src="https://e.example/1.gif" alt="x"><img srcset="//e.example/2.gif 2x, //e.example/2b.gif"><table background="http://e.example/3.gif"></table><p style="color:red;background:#eee url(https://e.example/4.gif) no-repeat">a</p><img src="/api/v1/me"><img src="cid:gone@x"><img alt="none"><img src="https://e.example/1.gif">'
    expect(clean(html)).toBe(
      '<img alt="x"><img><table></table><p style="color:red;background:#eee no-repeat">a</p><img><img><img alt="none"><img>',
    )
    expect(found(html).images).toEqual([
      'https://e.example/1.gif',
      'https://e.example/2.gif',
      'http://e.example/3.gif',
      'https://e.example/4.gif',
    ])
  })

  it.each([
    '<img src="https://spy.example/o.gif" width="1" height="1">',
    '<img src="https://spy.example/o.gif" style="width:1px;height:1px !important">',
    '<img src="https://spy.example/o.gif" style="max-height:0">',
    '<img src="https://spy.example/o.gif" height=0>',
    '<img src="https://spy.example/o.gif" style="display:none">',
    '<img src="https://spy.example/o.gif" style="visibility: hidden">',
  ])('tells a picture that only spies from one that is seen: %s', (html) => {
    expect(found(html)).toEqual({ images: [], pixels: ['https://spy.example/o.gif'] })
    const shown = sanitiseHtml(html, { partUrl, proxy })
    expect(writeHtml(shown.nodes)).not.toContain('src')
  })

  it('counts as seen what has any extent', () => {
    for (const size of ['width="600" height="1"', '', 'width="100%" height="1"', 'width="3"'])
      expect(found(`<img src="https://e.example/a.gif" ${size}>`).pixels).toEqual([])
  })

  it('shows pictures on other hosts through the proxy only', () => {
    const html = `<img src="https://e.example/a'(&quot;).gif"><td background="//e.example/b"><p style="background:url('https://e.example/\\'),url(//x)">`
    const shown = writeHtml(sanitiseHtml(html, { partUrl, proxy }).nodes)
    expect(shown).not.toMatch(/e\.example\//)
    expect(shown.match(/\/pictures\?url=https%3A%2F%2Fe\.example%2F/g)).toHaveLength(3)
    expect(shown).not.toMatch(/url\((?!&quot;\/pictures\?[^&]*(?:&amp;[^&]*)*&quot;\))/)
  })

  it('shows pictures that came along', () => {
    const data = 'data:image/png;base64,iVBORw0KGgo='
    expect(clean(`<img src="cid:logo@x"><img src="${data}">`)).toBe(
      `<img src="/parts/0"><img src="${data}">`,
    )
    expect(clean('<img src="data:image/svg+xml;base64,PHN2Zz4=">')).toBe('<img>')
  })

  it.each([
    'background:url(https://e.example/x)',
    'background:u\\72l(https://e.example/x)',
    'background-image:image-set("https://e.example/x" 1x)',
    'list-style-image:url(x)',
    'width:expression(alert(1))',
    'behavior:url(x)',
    '-moz-binding:url(x)',
    'position:fixed',
    'position:absolute;top:0;left:0',
    'height:100vh',
    'font-family:url(x)',
    'color:red/**/;}@import "//e.example/x";{',
    'transform:scale(99)',
    'color:attr(title)',
    'content:"x"',
    'width:env(x)',
  ])('has styles that neither load nor leave their place: %s', (style) => {
    const shown = clean(`<p style="${style.replaceAll('"', '&quot;')}">a</p>`)
    expect(shown).toMatch(/^<p(?: style="(?:top:0|color:red)?")?>a<\/p>$/)
    expect(shown).not.toMatch(/top:0/)
  })

  it('knows whether it sets colours', () => {
    expect(sanitiseHtml('<p style="margin:0">a</p>', sources).coloured).toBe(false)
    expect(sanitiseHtml('<p style="color:#000">a</p>', sources).coloured).toBe(true)
    expect(sanitiseHtml('<font color="red">a</font>', sources).coloured).toBe(true)
    expect(clean('<body bgcolor="#eeeeee">a</body>')).toBe(
      '<div style="background-color:#eeeeee">a</div>',
    )
  })

  it('survives what no browser draws', () => {
    const deep = clean('<div>'.repeat(20_000) + 'a')
    expect(deep.match(/<div>/g)?.length).toBeLessThanOrEqual(256)
    expect(clean(`<p style="${'color:red;'.repeat(50_000)}">a</p>`)).toContain('a')
  })
})
