import { t } from '@lingui/core/macro'
import {
  fieldKind,
  groupOf,
  type RuleAction,
  type RuleComparison,
  type RuleCondition,
  type RuleDraft,
} from '@levee/domain'
import { intlLocale } from '../../i18n.ts'
import { actionPhrase } from './action-phrase.ts'
import { nameIn, type RuleNames, thingsOf } from './rule-names.ts'
import { fieldPhrase, operatorLabel, triggerPhrase, valueWord } from './rule-words.ts'

/** A piece of a sentence; the strong ones are what the rule is about. */
export type SentencePart = { text: string; isStrong: boolean }

type Said = Pick<RuleDraft, 'trigger' | 'conditions' | 'actions' | 'stop'>

const [OPEN, CLOSE] = ['\u0001', '\u0002'] // stand around what is strong

/** A rule in the plain words of the language shown. */
export function ruleSentence(rule: Said, names: RuleNames): readonly SentencePart[] {
  const when = triggerPhrase(rule.trigger)
  const actions = rule.actions.map((action) => actionSaid(action, names))
  const then = actions.length > 0 ? listed(actions, 'conjunction') : t`do nothing`
  const conditions = isEmptyGroup(rule.conditions) ? '' : conditionText(rule.conditions, names)
  const whole = conditions === '' ? t`${when}, ${then}` : t`${when}, if ${conditions}, then ${then}`
  if (rule.stop) return partsOf(t`${whole}, and look at no later rule.`)
  return partsOf(unmarked(whole).endsWith('…') ? whole : t`${whole}.`)
}

/** The same as one text. */
export function sentenceText(rule: Said, names: RuleNames): string {
  return ruleSentence(rule, names)
    .map(({ text }) => text)
    .join('')
}

/** A condition in words. */
export function conditionSentence(condition: RuleCondition, names: RuleNames): string {
  return unmarked(conditionText(condition, names))
}

function conditionText(condition: RuleCondition, names: RuleNames): string {
  if ('field' in condition) return comparisonText(condition, names)
  const [type, items] = groupOf(condition)
  const texts = items.filter((item) => !isEmptyGroup(item)).map((item) => nested(item, names))
  if (texts.length === 0) return ''
  if (type === 'all') return listed(texts, 'conjunction')
  const any = listed(texts, 'disjunction')
  return type === 'any' ? any : t`it is not so that ${any}`
}

/** A group within a group stands in brackets when it has more than one item. */
function nested(condition: RuleCondition, names: RuleNames): string {
  const text = conditionText(condition, names)
  if ('field' in condition) return text
  const [type, items] = groupOf(condition)
  return items.length > 1 && type !== 'none' ? `(${text})` : text
}

function comparisonText(comparison: RuleComparison, names: RuleNames): string {
  const { field, operator } = comparison
  if (fieldKind(field) === 'flag') return flagText(comparison)
  const subject = fieldPhrase(field)
  const verb = operatorLabel(operator === 'isOneOf' ? 'is' : operator)
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return `${subject} ${strong(verb)}`
  const values = valuesText(comparison, names)
  return `${subject} ${verb} ${values}`
}

function flagText({ field, operator, value }: RuleComparison): string {
  const isTrue = (String(value) === 'true') === (operator === 'is')
  if (field === 'isNewsletter')
    return strong(isTrue ? t`it is a newsletter` : t`it is not a newsletter`)
  if (field === 'isAutoReply')
    return strong(isTrue ? t`it is an automatic reply` : t`it is not an automatic reply`)
  return strong(isTrue ? t`it arrived within working hours` : t`it arrived outside working hours`)
}

function valuesText({ field, operator, value }: RuleComparison, names: RuleNames): string {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value]
  if (values.length === 0) return '…'
  const things = thingsOf(field, names)
  const texts = values.map(String).map((each) => {
    if (things) return strong(nameIn(things, each))
    const word = valueWord(field, each)
    const isPlain = word !== each || fieldKind(field) !== 'text' || !isQuoted(operator)
    return strong(isPlain ? word : t`“${word}”`)
  })
  return listed(texts, 'disjunction')
}

function isQuoted(operator: string): boolean {
  return operator !== 'greaterThan' && operator !== 'lessThan'
}

function actionSaid(action: RuleAction, names: RuleNames): string {
  return actionPhrase(action, names, strong)
}

function isEmptyGroup(condition: RuleCondition): boolean {
  return !('field' in condition) && groupOf(condition)[1].every((item) => isEmptyGroup(item))
}

function listed(texts: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(intlLocale(), { type }).format(texts)
}

function strong(text: string): string {
  return `${OPEN}${text}${CLOSE}`
}

function unmarked(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '')
}

function partsOf(text: string): readonly SentencePart[] {
  return text
    .split(OPEN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, isStrong: false }]
      const [inside = '', after = ''] = piece.split(CLOSE)
      return [
        { text: inside, isStrong: true },
        { text: after, isStrong: false },
      ]
    })
    .filter((part) => part.text !== '')
}
