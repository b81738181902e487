import { generate, parse, walk } from 'css-tree'
import type { CssNode, Declaration } from 'css-tree'

/** Properties that colour, space and align; none that takes a mail out of its place on the page. */
const PROPERTIES =
  /^(?:background(?:-color)?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|radius|spacing)|caption-side|clear|color|direction|display|float|font(?:-(?:family|size|style|variant|weight))?|height|letter-spacing|line-height|list-style-type|margin(?:-(?:top|right|bottom|left))?|(?:max|min)-(?:height|width)|overflow-wrap|padding(?:-(?:top|right|bottom|left))?|table-layout|text-(?:align|decoration|indent|transform)|vertical-align|visibility|white-space|width|word-(?:break|spacing|wrap))$/
const FUNCTIONS = /^(?:rgba?|hsla?|calc)$/
/** Sizes relative to the frame, which takes its height from the mail: it would grow for ever. */
const FRAME_UNIT = /^[sld]?v(?:w|h|i|b|min|max)$/i
const COLOUR = /^(?:background(?:-color)?|color)$/

/** What is left of a style attribute; `coloured` when it sets the colour of text or ground. */
export type CleanStyle = { style: string; coloured: boolean }

/**
 * The harmless declarations of a style attribute, written anew from their syntax tree, so that
 * neither escapes nor comments hide anything: nothing in it loads, runs or leaves its place.
 */
export function cleanStyle(style: string): CleanStyle {
  const kept: string[] = []
  let coloured = false
  const list = parse(style, { context: 'declarationList', onParseError: () => undefined })
  walk(list, {
    visit: 'Declaration',
    enter: (declaration) => {
      const property = declaration.property.toLowerCase()
      if (!PROPERTIES.test(property) || !isHarmless(property, declaration)) return
      kept.push(`${property}:${generate(declaration.value)}`)
      coloured ||= COLOUR.test(property)
    },
  })
  return { style: kept.join(';'), coloured }
}

function isHarmless(property: string, { value }: Declaration): boolean {
  let harmless = value.type === 'Value' && !generate(value).includes('\\')
  walk(value, (node: CssNode) => {
    harmless &&= isHarmlessNode(property, node)
  })
  return harmless
}

function isHarmlessNode(property: string, node: CssNode): boolean {
  switch (node.type) {
    case 'Function':
      return FUNCTIONS.test(node.name.toLowerCase())
    case 'Dimension':
      return !FRAME_UNIT.test(node.unit)
    case 'String':
      return property.startsWith('font')
    case 'Url':
    case 'Raw':
      return false
    default:
      return true
  }
}
