import { parseArgs } from 'node:util'
import { type Command, type Option, UsageError } from './command.ts'

/** The options and arguments that a command was given, checked against what it takes. */
export type Arguments = {
  /** The value of an option or argument that is required. */
  text(name: string): string
  optional(name: string): string | undefined
  list(name: string): string[]
  /** One of a few words. @throws {UsageError} when it is another one. */
  word<const W extends string>(name: string, words: readonly W[]): W | undefined
  /** @throws {UsageError} when it is no port. */
  port(name: string): number | undefined
  isOn(name: string): boolean
}

/** Switches that every command has. */
export const everywhere: Readonly<Record<string, Option>> = {
  json: { help: 'print JSON for programs' },
  help: { help: 'show this help' },
}

/** @throws {UsageError} when something is missing, unknown or too much. */
export function readArguments(command: Command, given: string[]): Arguments {
  const options = { ...command.options, ...everywhere }
  const { values, positionals } = parse(given, options)
  const names = command.positionals ?? []
  if (positionals.length > names.length)
    throw new UsageError(`"${positionals[names.length]}" is one argument too many.`)
  const args = argumentsOf({ ...values, ...named(names, positionals) })
  if (args.isOn('help')) return args
  for (const name of names) args.text(name)
  for (const [name, option] of Object.entries(options)) if (option.isRequired) args.text(name)
  return args
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

function argumentsOf(values: Values): Arguments {
  const optional = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    optional,
    text(name) {
      const value = optional(name)
      if (value !== undefined) return value
      throw new UsageError(`${/^[A-Z]/.test(name) ? name : `--${name}`} is missing.`)
    },
    list(name) {
      const value = values[name]
      return Array.isArray(value) ? value.map(String) : []
    },
    word(name, words) {
      const value = optional(name)
      const found = words.find((word) => word === value)
      if (value === undefined || found !== undefined) return found
      throw new UsageError(`--${name} is "${value}", but takes ${words.join(', ')}.`)
    },
    port(name) {
      const value = optional(name)
      if (value === undefined) return undefined
      if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535)
        return Number(value)
      throw new UsageError(`--${name} is "${value}", but takes a number from 1 to 65535.`)
    },
    isOn: (name) => values[name] === true,
  }
}

function parse(given: string[], options: Record<string, Option>) {
  try {
    return parseArgs({
      args: given,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { value, isList }]) => [
          name,
          { type: value ? ('string' as const) : ('boolean' as const), multiple: isList ?? false },
        ]),
      ),
    })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : String(cause)
    throw new UsageError(`${message}.`, { cause })
  }
}

function named(names: readonly string[], values: string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]))
}
