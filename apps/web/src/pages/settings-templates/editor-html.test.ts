import { describe, expect, it } from 'vitest'
import { fromEditor, toEditor } from './editor-html.ts'

describe('the text of a template in the editor', () => {
  it('shows variables as parts, and is the same again', () => {
    const html =
      '<p>{{nom}}, le {{dueAt|court}}</p><p><a href="https://a.example/?q={{x}}">ici</a></p>'
    expect(toEditor(html)).toBe(
      '<p><span data-levee-variable="nom">{{nom}}</span>, le <span data-levee-variable="dueAt|court">{{dueAt|court}}</span></p><p><a href="https://a.example/?q={{x}}">ici</a></p>',
    )
    expect(fromEditor(toEditor(html))).toBe(html)
  })
})
