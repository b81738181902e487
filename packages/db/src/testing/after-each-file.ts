import { afterAll } from 'vitest'
import { closeTestDatabases } from './test-database.ts'

// A set-up file: vitest runs it with each test file, although the modules stay loaded between them.
afterAll(closeTestDatabases)
