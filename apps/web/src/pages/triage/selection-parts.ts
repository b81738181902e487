// one chunk for what acts on rows: the bar, the summary, the pickers
export { BulkBar } from './bulk-bar.tsx'
export { PickerPopover } from './picker-popover.tsx'
export { SelectionPane } from './selection-pane.tsx'
