import { Node } from '@tiptap/core'
import { type EditorState, NodeSelection, type Transaction } from '@tiptap/pm/state'

const NAME = 'data-levee-variable'
const VALUE = 'data-levee-value'

/**
 * A place that a template leaves for a value: `{name, value}`, '' while it is missing. What is typed while
 * it is selected takes its place.
 */
export const Variable = Node.create({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    name: { default: '', parseHTML: (element) => element.getAttribute(NAME) ?? '' },
    value: { default: '', parseHTML: (element) => element.getAttribute(VALUE) ?? '' },
  }),
  parseHTML: () => [{ tag: `span[${NAME}]` }],
  renderHTML: ({ node: { attrs } }) => {
    const { name, value } = readVariable(attrs)
    return value === ''
      ? ['span', { [NAME]: name }, `{{${name}}}`]
      : ['span', { [NAME]: name, [VALUE]: value }, value]
  },
  renderText: ({ node: { attrs } }) => readVariable(attrs).value,
  addKeyboardShortcuts() {
    const walk = (step: 1 | -1) => () => this.editor.commands.command(selectMissing(step))
    return { Tab: walk(1), 'Shift-Tab': walk(-1) }
  },
})

type Found = { name: string; position: number }

/** The variables that nobody has filled in, in their order. */
export function missingVariables({ doc }: EditorState): Found[] {
  const found: Found[] = []
  doc.descendants((node, position) => {
    if (node.type.name !== Variable.name) return
    const { name, value } = readVariable(node.attrs)
    if (value === '') found.push({ name, position })
  })
  return found
}

/** Selects the next missing variable, or the one before; false, and thus out of the editor, when there is none. */
export function selectMissing(step: 1 | -1) {
  return ({ state, tr, dispatch }: Change): boolean => {
    const missing = missingVariables(state)
    const { from } = state.selection
    const next =
      step === 1
        ? missing.find(
            ({ position }) => position > from || (position === from && !isSelected(state)),
          )
        : missing.findLast(({ position }) => position < from)
    if (!next) return false
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, next.position)).scrollIntoView())
    return true
  }
}

/** Gives every missing variable of this name its value. */
export function fillVariable(name: string, value: string) {
  return ({ state, tr, dispatch }: Change): boolean => {
    const places = missingVariables(state).filter((variable) => variable.name === name)
    for (const { position } of places) tr.setNodeAttribute(position, 'value', value)
    dispatch?.(tr)
    return places.length > 0
  }
}

type Change = {
  state: EditorState
  tr: Transaction
  dispatch: ((args?: unknown) => unknown) | undefined
}

function isSelected({ selection }: EditorState): boolean {
  return selection instanceof NodeSelection && selection.node.type.name === Variable.name
}

function readVariable(attrs: Record<string, unknown>): { name: string; value: string } {
  const { name, value } = attrs
  return {
    name: typeof name === 'string' ? name : '',
    value: typeof value === 'string' ? value : '',
  }
}
