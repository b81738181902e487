import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The messages of the corpora below a directory, at most so many; none where there are no corpora. */
export async function corpusMail(directory: string, most: number): Promise<Buffer[]> {
  if (!existsSync(directory)) return []
  const raws: Buffer[] = []
  for (const name of await readdir(directory)) {
    const corpus = join(directory, name)
    const description = join(corpus, 'corpus.json')
    if (!existsSync(description)) continue
    const { messages }: { messages?: string } = JSON.parse(await readFile(description, 'utf8'))
    if (!messages) continue
    const pattern = new RegExp(messages)
    for (const entry of await readdir(corpus, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (raws.length === most) return raws
      if (entry.isFile() && pattern.test(path.slice(corpus.length + 1)))
        raws.push(await readFile(path))
    }
  }
  return raws
}
