// what is loaded together, as one part
export { FormatBar } from './format-bar.tsx'
export { MissingVariables } from './missing-variables.tsx'
export { RichEditor } from './rich-editor.tsx'
export { selectMissing } from './variable.ts'
