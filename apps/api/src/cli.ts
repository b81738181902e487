import { levee } from './commands/levee.ts'

const { status, output, errors } = await levee(process.argv.slice(2))
if (output) process.stdout.write(`${output}\n`)
if (errors) process.stderr.write(`${errors}\n`)
process.exitCode = status
