import type { Upload } from '@levee/contract'
import { useRef, useState } from 'react'
import { problemText } from '../../problem-text.ts'
import type { AttachedFile } from './attached-files.tsx'
import { useUploadFile } from './reply-queries.ts'

/** Uploads files as soon as they are chosen; `first` are there already. */
export function useAttachedFiles(first: Upload[]) {
  const [files, setFiles] = useState<AttachedFile[]>(() => first.map(attached))
  const uploadFile = useUploadFile()
  const lastKey = useRef(0)
  const change = (key: string, part: Partial<AttachedFile>) =>
    setFiles((list) => list.map((file) => (file.key === key ? { ...file, ...part } : file)))
  const add = (chosen: Iterable<File>) => {
    for (const file of chosen) {
      lastKey.current += 1
      const key = String(lastKey.current)
      setFiles((list) => [
        ...list,
        { key, name: file.name, size: file.size, upload: null, problem: null },
      ])
      uploadFile.mutateAsync(file).then(
        (upload) => change(key, { upload }),
        (error: unknown) => change(key, { problem: problemText(error) }),
      )
    }
  }
  return {
    files,
    add,
    remove: (key: string) => setFiles((list) => list.filter((file) => file.key !== key)),
    isUploading: files.some((file) => file.upload === null && file.problem === null),
    ids: files.flatMap((file) => (file.upload ? [file.upload.id] : [])),
    uploads: files.flatMap((file) => file.upload ?? []),
    replace: (uploads: Upload[]) => setFiles(uploads.map(attached)),
  }
}

function attached(upload: Upload): AttachedFile {
  return { key: upload.id, name: upload.name, size: upload.size, upload, problem: null }
}
