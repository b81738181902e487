import type { Upload } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { problemText } from '../../problem-text.ts'
import { uploadFile } from './writing-queries.ts'

export type AttachedFile = {
  key: string
  name: string
  size: number
  /** How much of it is on the server, from 0 to 1. */
  progress: number
  upload: Upload | null
  problem: string | null
}

/** What one mail takes, in bytes, as the server says it too: few mail servers take more. */
const mostBytes = 25 * 1024 * 1024

/** The files of a mail that is being written: checked and uploaded as soon as they are chosen; `first` are there already. */
export function useAttachedFiles(first: readonly Upload[] = []) {
  const [files, setFiles] = useState<AttachedFile[]>(() => first.map(asAttached))
  const latest = useRef(files)
  const lastKey = useRef(0)
  const running = useRef(new Map<string, AbortController>())
  const refusalOf = useRefusal()
  useEffect(() => {
    const uploads = running.current
    return () => {
      for (const each of uploads.values()) each.abort()
    }
  }, [])

  const set = (next: AttachedFile[]) => {
    latest.current = next
    setFiles(next)
  }
  const change = (key: string, part: Partial<AttachedFile>) => {
    set(latest.current.map((file) => (file.key === key ? { ...file, ...part } : file)))
  }
  const send = async (key: string, file: File): Promise<Upload | null> => {
    const controller = new AbortController()
    running.current.set(key, controller)
    try {
      const upload = await uploadFile(file, {
        onProgress: (progress) => change(key, { progress }),
        signal: controller.signal,
      })
      change(key, { upload, progress: 1 })
      return upload
    } catch (error) {
      change(key, { problem: problemText(error) })
      return null
    } finally {
      running.current.delete(key)
    }
  }
  const addOne = (file: File): Promise<Upload | null> => {
    lastKey.current += 1
    const key = `new-${lastKey.current}`
    const { name, size } = file
    const problem = refusalOf(size, sumOf(latest.current))
    set([...latest.current, { key, name, size, progress: 0, upload: null, problem }])
    return problem === null ? send(key, file) : Promise.resolve(null)
  }
  return {
    files,
    add: (chosen: Iterable<File>) => {
      for (const file of chosen) void addOne(file)
    },
    /** The upload, once it is there; null when it is not taken, which the list says. */
    addOne,
    remove: (key: string) => {
      running.current.get(key)?.abort()
      set(latest.current.filter((file) => file.key !== key))
    },
    /** Puts these to those that are there. */
    put: (uploads: readonly Upload[]) => set([...latest.current, ...uploads.map(asAttached)]),
    /** Puts the pictures of one quotation in place of those of another. */
    exchange: (gone: ReadonlySet<string>, uploads: readonly Upload[]) => {
      const left = latest.current.filter(({ upload }) => !upload || !gone.has(upload.id))
      const more = uploads.filter(({ id }) => left.every(({ upload }) => upload?.id !== id))
      set([...left, ...more.map(asAttached)])
    },
    /** Puts these in place of all that are there. */
    replace: (uploads: readonly Upload[]) => {
      for (const each of running.current.values()) each.abort()
      set(uploads.map(asAttached))
    },
    isUploading: files.some(({ upload, problem }) => upload === null && problem === null),
    uploads: uploadsOf(files),
    ids: uploadsOf(files).map(({ id }) => id),
  }
}

export type AttachedFiles = ReturnType<typeof useAttachedFiles>

/** Why a file is not taken, before a byte of it is sent; null when it is. */
function useRefusal(): (size: number, others: number) => string | null {
  const { t } = useLingui()
  return (size, others) => {
    if (size > mostBytes) return t`More than 25 MB: send a link to it instead`
    if (size + others > mostBytes) return t`More than 25 MB with the others`
    return null
  }
}

function sumOf(files: readonly AttachedFile[]): number {
  return files.reduce((sum, { size, problem }) => (problem === null ? sum + size : sum), 0)
}

function uploadsOf(files: readonly AttachedFile[]): Upload[] {
  return files.flatMap(({ upload }) => upload ?? [])
}

function asAttached(upload: Upload): AttachedFile {
  const { id, name, size } = upload
  return { key: id, name, size, progress: 1, upload, problem: null }
}
