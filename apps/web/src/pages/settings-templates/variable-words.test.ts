import { knownVariable, parseTemplate } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import '../../testing/set-up.ts'
import { variableWords } from './variable-words.ts'

describe('the variables that are offered', () => {
  it.each(['fr', 'en'] as const)('are known by their names of %s', (language) => {
    for (const { variable, name } of variableWords(language)) {
      const [piece] = parseTemplate(`{{${name}}}`)
      expect(piece?.type === 'variable' && knownVariable(piece.name)).toBe(variable)
    }
  })
})
