import { type ComponentProps, lazy, Suspense } from 'react'
import { loadWriting } from '../../i18n.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

const SignatureEditor = lazy(async () => ({
  default: (await loadWriting(() => import('./editor/signature-editor.tsx'))).SignatureEditor,
}))

/** The lines that mails end with; the editor comes when it is wanted. */
export function SignatureField(props: ComponentProps<typeof SignatureEditor>) {
  return (
    <Suspense fallback={<Skeleton width="100%" height={130} />}>
      <SignatureEditor {...props} />
    </Suspense>
  )
}
