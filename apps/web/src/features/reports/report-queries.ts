import {
  type Body,
  type DeadlineReportQuery,
  getDeadlineForecast,
  getDeadlineReport,
  getDeadlineReportCsv,
  getDeadlineReportPdf,
  proposeSpread,
  type Query,
} from '@levee/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, urlOf } from '../../call.ts'

export type ForecastQuery = NonNullable<Query<typeof getDeadlineForecast>>
export type SpreadQuestion = Body<typeof proposeSpread>

export const reportKeys = {
  all: ['reports'] as const,
  deadlines: (query: DeadlineReportQuery) => ['reports', 'deadlines', query] as const,
  forecast: (query: ForecastQuery) => ['reports', 'forecast', query] as const,
  spread: (question: SpreadQuestion) => ['reports', 'spread', question] as const,
}

const renewed = 60_000 // ms: mail becomes overdue while nobody touches it

export function deadlineReportQuery(query: DeadlineReportQuery) {
  return queryOptions({
    queryKey: reportKeys.deadlines(query),
    queryFn: ({ signal }) => call(getDeadlineReport, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: renewed,
  })
}

export function forecastQuery(query: ForecastQuery) {
  return queryOptions({
    queryKey: reportKeys.forecast(query),
    queryFn: ({ signal }) => call(getDeadlineForecast, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: renewed,
  })
}

/** Whom to give what, as things stand now: it is never asked of the cache. */
export function spreadQuery(question: SpreadQuestion) {
  return queryOptions({
    queryKey: reportKeys.spread(question),
    queryFn: ({ signal }) => call(proposeSpread, { body: question, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

/** Where the browser downloads the report. */
export function reportFileUrl(kind: 'csv' | 'pdf', query: DeadlineReportQuery): string {
  return urlOf(kind === 'csv' ? getDeadlineReportCsv : getDeadlineReportPdf, {}, query)
}
