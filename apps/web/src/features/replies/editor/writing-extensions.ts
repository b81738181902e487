import type { Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { Link } from '@tiptap/extension-link'
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions'
import { Heading, Rule, Table, TableCell, TableHeader, TableRow } from './layout.ts'
import { Picture } from './picture.ts'
import { Quotation } from './quotation.ts'
import { Signature } from './signature.ts'
import { Variable } from './variable.ts'

export type WritingTexts = { placeholder: string; showQuotation: string; hideQuotation: string }

/** A signature and a quotation stand beside the blocks of the text, never in one. */
const Parts = Document.extend({ content: '(block | part)+' })

/** `Tab` leaves the editor, wherever one is: no list keeps anybody in. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) }
  },
})

/** `Mod-Enter` sends. */
const Break = HardBreak.extend({
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.setHardBreak() }
  },
})

/** All that a mail may consist of: what is pasted loses everything else. */
export function writingExtensions({
  placeholder,
  showQuotation,
  hideQuotation,
}: WritingTexts): Extensions {
  return [
    Parts,
    Paragraph,
    Text,
    Break,
    Bold,
    Italic,
    Underline,
    Blockquote,
    BulletList,
    OrderedList,
    Item,
    ListKeymap,
    Heading,
    Rule,
    Table,
    TableRow,
    TableCell,
    TableHeader,
    Link.configure({
      openOnClick: false,
      defaultProtocol: 'https',
      protocols: ['https', 'http', 'mailto', 'tel'],
      HTMLAttributes: { target: null, rel: null },
    }),
    Picture,
    Variable,
    Signature,
    Quotation.configure({ showLabel: showQuotation, hideLabel: hideQuotation }),
    Placeholder.configure({ placeholder }),
    Dropcursor.configure({ color: false, class: 'drop-cursor' }),
    Gapcursor,
    UndoRedo,
  ]
}
