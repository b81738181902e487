import { generate, parse, walk } from 'css-tree'
import type { CssNode, Declaration } from 'css-tree'

/** Properties that colour, space and align; none that takes a mail out of its place on the page. */
const PROPERTIES =
  /^(?:background(?:-color)?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|radius|spacing)|caption-side|clear|color|direction|display|float|font(?:-(?:family|size|style|variant|weight))?|height|letter-spacing|line-height|list-style-type|margin(?:-(?:top|right|bottom|left))?|(?:max|min)-(?:height|width)|overflow-wrap|padding(?:-(?:top|right|bottom|left))?|table-layout|text-(?:align|decoration|indent|transform)|vertical-align|visibility|white-space|width|word-(?:break|spacing|wrap))$/
const FUNCTIONS = /^(?:rgba?|hsla?|calc)$/
/** Sizes relative to the frame, which takes its height from the mail: it would grow for ever. */
const FRAME_UNIT = /^[sld]?v(?:w|h|i|b|min|max)$/i
const COLOUR = /^(?:background(?:-color)?|color)$/
const GROUND = /^background(?:-image)?$/
/** Characters: style attributes that people and programs write stay below two thousand. */
const LONGEST = 10_000

/** What is left of a style attribute. */
export type CleanStyle = {
  style: string
  /** It sets the colour of text or ground. */
  coloured: boolean
  /** It draws nothing at all. */
  hidden: boolean
  /** The address of the picture that it puts behind the text; the style does not name it. */
  ground?: string
}

/**
 * The harmless declarations of a style attribute, written anew from their syntax, so that
 * neither escapes nor comments hide anything: nothing in it loads, runs or leaves its place.
 */
export function cleanStyle(style: string): CleanStyle {
  const found: Found = { kept: [], coloured: false, hidden: false }
  if (style.length <= LONGEST && !readPlainly(style, found)) readSyntax(style, found)
  const { kept, ...rest } = found
  return { style: kept.join(';'), ...rest }
}

type Found = { kept: string[]; coloured: boolean; hidden: boolean; ground?: string }

function keep(found: Found, property: string, value: string): void {
  found.kept.push(`${property}:${value}`)
  found.coloured ||= COLOUR.test(property)
  found.hidden ||=
    (property === 'display' && /^none\b/i.test(value)) ||
    (property === 'visibility' && /^hidden\b/i.test(value))
}

/** A declaration with words, numbers and strings without surprises: nearly all that mails contain. */
const PLAIN =
  /^\s*([a-z-]+)\s*:\s*((?:\b(?:rgb|hsl)a?\([\d\s.,%]+\)|[\w#.,%+-]|\s(?=\S)|'[\w ,.-]*'|"[\w ,.-]*")+(?:\s*!\s*important)?)\s*$/i
const PLAIN_FRAME_UNIT = /\d[sld]?v(?:w|h|i|b|min|max)\b/i

/** Reads a style without parsing it: what is not plain is answered by false, and nothing is kept. */
function readPlainly(style: string, found: Found): boolean {
  const declarations: [string, string][] = []
  for (const declaration of style.split(';')) {
    if (declaration.trim() === '') continue
    const [, name = '', value = ''] = PLAIN.exec(declaration) ?? []
    if (name === '') return false
    const property = name.toLowerCase()
    const isString = /['"]/.test(value) && !property.startsWith('font')
    if (PROPERTIES.test(property) && !isString && !PLAIN_FRAME_UNIT.test(value))
      declarations.push([property, value])
  }
  for (const [property, value] of declarations) keep(found, property, value)
  return true
}

function readSyntax(style: string, found: Found): void {
  const list = parse(style, { context: 'declarationList', onParseError: () => undefined })
  walk(list, {
    visit: 'Declaration',
    enter: (declaration) => {
      const property = declaration.property.toLowerCase()
      if (GROUND.test(property)) takeGround(declaration, found)
      if (!PROPERTIES.test(property) || !isHarmless(property, declaration)) return
      const important = declaration.important ? '!important' : ''
      const value = generate(declaration.value)
      if (value !== '') keep(found, property, value + important)
    },
  })
}

/** Takes the picture out of the ground; its colour stays. */
function takeGround({ value }: Declaration, found: Found): void {
  if (value.type !== 'Value') return
  value.children.forEach((node, item, list) => {
    if (node.type !== 'Url') return
    found.ground ??= node.value
    list.remove(item)
  })
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
