import { describe, expect, it } from 'vitest'
import { limitDepth } from './limit-depth.ts'

describe('HTML that is nested too deep', () => {
  it('loses the tags beyond the limit, not the text', () => {
    expect(limitDepth('<div><b class="x">a<i>b</i></b>c<u>d</u></div>', 2)).toBe(
      '<div><b class="x">ab</b>c<u>d</u></div>',
    )
  })

  it('is left alone when it only looks deep', () => {
    const rows = '<table>' + '<tr><td>a<br><p>b'.repeat(1000) + '</table>'
    expect(limitDepth(rows, 3)).toBe(rows)
  })

  it('takes time in proportion, also when tags never end', () => {
    for (const html of ['<div>', '<div', '<', '<a <'].map((part) => part.repeat(300_000))) {
      expect(limitDepth(html, 256).length).toBeLessThanOrEqual(html.length)
    }
  })
})
