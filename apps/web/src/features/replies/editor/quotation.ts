import { Node } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'

const MARK = 'data-levee-part'

export type QuotationOptions = { showLabel: string; hideLabel: string }

/** The mail that is answered, folded until somebody wants to see or change it. */
export const Quotation = Node.create<QuotationOptions>({
  name: 'quotation',
  group: 'part',
  content: 'block+',
  defining: true,
  isolating: true,
  addOptions: () => ({ showLabel: '…', hideLabel: '…' }),
  parseHTML: () => [{ tag: `div[${MARK}="quotation"]` }],
  renderHTML: () => ['div', { [MARK]: 'quotation' }, 0],
  addNodeView() {
    const { showLabel, hideLabel } = this.options
    return ({ editor }) => {
      const dom = document.createElement('div')
      dom.setAttribute(MARK, 'quotation')
      const contentDOM = document.createElement('div')
      const button = document.createElement('button')
      button.type = 'button'
      button.contentEditable = 'false'
      button.textContent = '…'
      dom.append(button, contentDOM)
      const show = (isOpen: boolean) => {
        contentDOM.hidden = !isOpen
        button.ariaExpanded = String(isOpen)
        button.ariaLabel = isOpen ? hideLabel : showLabel
      }
      const openForCaret = () => {
        if (contentDOM.hidden && hasCaretInQuotation(editor.state)) show(true)
      }
      show(false)
      button.addEventListener('click', () => show(contentDOM.hidden !== false))
      editor.on('selectionUpdate', openForCaret)
      return {
        dom,
        contentDOM,
        ignoreMutation: (change) =>
          change.type !== 'selection' &&
          (change.type === 'attributes' || !contentDOM.contains(change.target)),
        stopEvent: ({ target }) => target === button,
        destroy: () => void editor.off('selectionUpdate', openForCaret),
      }
    }
  },
})

/** Nobody writes where they see nothing. */
function hasCaretInQuotation({ selection: { empty, $from } }: EditorState): boolean {
  if (!empty) return false
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === Quotation.name) return true
  return false
}
