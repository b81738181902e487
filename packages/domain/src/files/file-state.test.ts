import { describe, expect, it } from 'vitest'
import { type FileFinding, fileState, previewKind } from './file-state.ts'

const finding = (kind: FileFinding['kind']): FileFinding => ({ kind, detail: 'x' })

describe('the state of a file', () => {
  it('is clean only when a scanner has seen all of it', () => {
    expect(fileState([], { isScanned: true })).toBe('clean')
    expect(fileState([], { isScanned: false })).toBe('notChecked')
    expect(fileState([finding('unseen')], { isScanned: true })).toBe('notChecked')
    expect(fileState([finding('encrypted')], { isScanned: true })).toBe('notChecked')
  })

  it('is blocked for a virus, whatever else was found', () => {
    expect(fileState([finding('macros'), finding('malware')], { isScanned: true })).toBe('blocked')
  })

  it('warns of macros, scanned or not', () => {
    for (const isScanned of [true, false])
      expect(fileState([finding('macros'), finding('runs')], { isScanned })).toBe('macros')
  })
})

describe('the preview of a file', () => {
  it.each([
    ['Plan.pdf', 'application/pdf', 'pages'],
    ['Plan.PDF', 'application/octet-stream', 'pages'],
    ['photo', 'IMAGE/JPEG', 'pages'],
    ['drawing.svg', 'image/svg+xml', 'none'],
    ['page.html', 'text/html', 'none'],
    ['notes.txt', 'text/plain', 'text'],
    ['list.csv', 'application/x-whatever', 'text'],
    ['macro.docm', 'application/vnd.ms-word.document.macroEnabled.12', 'none'],
  ] as const)('of %s, which says that it is %s: %s', (name, type, kind) => {
    expect(previewKind(name, type)).toBe(kind)
  })
})
