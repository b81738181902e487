import { describe, expect, it } from 'vitest'
import { limitDepth } from './limit-depth.ts'

describe('HTML that is nested too deep', () => {
  it('loses the tags beyond the limit, not the text', () => {
    expect(limitDepth('<div><b class="x">a<i>b</i></b>c<u>d</u></div>', 2)).toBe(
      '<div><b class="x">ab</b>c<u>d</u></div>',
    )
  })

  it('is left alone when it only looks deep', () => {
    const rows = '<table>' + '<tr><td>a<br>b'.repeat(1000) + '</table>'
    expect(limitDepth(rows, 3)).toBe(rows)
    expect(limitDepth('<ul>' + '<li>a<p>b</li>'.repeat(1000), 3)).toMatch(
      /(?:<li>a<p>b<\/li>){1000}$/,
    )
  })

  it('ends paragraphs with their cell, as browsers do', () => {
    const rows = limitDepth('<table>' + '<tr><td>a<p>b'.repeat(1000) + '</table>', 4)
    expect(rows).toBe(`<table><tr><td>a<p>b${'</p><tr><td>a<p>b'.repeat(999)}</table>`)
  })

  it('closes what its end tags name, and nothing for those that name nothing', () => {
    expect(limitDepth('<b>a</i><b>c</i><b>d</b>', 2)).toBe('<b>a<b>cd</b>')
    expect(limitDepth('<div><p>a<p>b</div><div><b>c</div><i>d</i>', 2)).toBe(
      '<div><p>a<p>b</div><div><b>c</div><i>d</i>',
    )
  })

  it('counts no tags in comments', () => {
    const html = '<!-- <b><b> --><i>a</i>'
    expect(limitDepth(html, 1)).toBe(html)
  })

  it('takes time in proportion, also when tags never end', () => {
    for (const html of ['<div>', '<div', '<', '<a <', '<b></i>', '<!--', '<!'].map((part) =>
      part.repeat(300_000),
    )) {
      expect(limitDepth(html, 256).length).toBeLessThanOrEqual(html.length)
    }
  })
})
