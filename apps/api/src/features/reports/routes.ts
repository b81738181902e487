import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import { fileHeaders } from '../../http/file-headers.ts'
import type { App } from '../../http/new-app.ts'
import { deadlineForecast, deadlineReport, proposeSpread, reportCsv, reportPdf } from './service.ts'

/** What managers look at. */
export function reportRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getDeadlineReport,
    handler: ({ viewer, query }) => deadlineReport(deps, viewer, query),
  })
  // parts of the same report, for those who ask for no more
  app.route({
    ...contract.getVolumeReport,
    handler: ({ viewer, query }) => deadlineReport(deps, viewer, query),
  })
  app.route({
    ...contract.getTimesReport,
    handler: ({ viewer, query }) => deadlineReport(deps, viewer, query),
  })
  app.route({
    ...contract.getDeadlineReportCsv,
    handler: async ({ viewer, query }, reply) => {
      const report = await deadlineReport(deps, viewer, query)
      return reply
        .headers(fileHeaders(`levee-${report.period.to}.csv`))
        .type('text/csv; charset=utf-8; header=present')
        .send(reportCsv(report, viewer.locale))
    },
  })
  app.route({
    ...contract.getDeadlineReportPdf,
    handler: async ({ viewer, query }, reply) => {
      const report = await deadlineReport(deps, viewer, query)
      return reply
        .headers(fileHeaders(`levee-${report.period.to}.pdf`))
        .type('application/pdf')
        .send(Buffer.from(await reportPdf(report, viewer.locale)))
    },
  })
  app.route({
    ...contract.getDeadlineForecast,
    handler: ({ viewer, query }) => deadlineForecast(deps, viewer, query),
  })
  app.route({
    ...contract.proposeSpread,
    handler: ({ viewer, body }) => proposeSpread(deps, viewer, body),
  })
}
