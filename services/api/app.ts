import { fastify, LogController } from 'fastify'
import type { Desk } from '#api/desk.ts'
import { installAnswerLimit } from '#api/plugins/answer-limit.ts'
import { installAdmission, installAuthentication } from '#api/plugins/authentication.ts'
import { installBodies } from '#api/plugins/bodies.ts'
import { answerBrokenRequest, installBrokenRequests } from '#api/plugins/broken-requests.ts'
import { installCompression } from '#api/plugins/compression.ts'
import { installCors } from '#api/plugins/cors.ts'
import { installDraining } from '#api/plugins/draining.ts'
import { answerUnroutable, installErrors } from '#api/plugins/errors.ts'
import { installIdempotency } from '#api/plugins/idempotency.ts'
import { installNotModified } from '#api/plugins/not-modified.ts'
import { installOlderLog } from '#api/plugins/older-log.ts'
import { installRateLimit } from '#api/plugins/rate-limit.ts'
import { installReadYourWrites } from '#api/plugins/read-your-writes.ts'
import { installReferences } from '#api/plugins/references.ts'
import { installRequestContext, requestIdFrom } from '#api/plugins/request-context.ts'
import { installSecurityHeaders } from '#api/plugins/security-headers.ts'
import { installValidation } from '#api/plugins/validation.ts'
import { installDocsPage } from '#api/reference/docs-page.ts'
import { installOpenApi } from '#api/reference/openapi.ts'
import type { App } from '#api/route.ts'
import { healthRoutes } from '#api/routes/health.ts'
import { routes } from '#api/routes/routes.ts'

/** 1 MiB: what the log takes as one event. */
const BODY_LIMIT_BYTES = 1_048_576
/** From the first byte to the last of a request; a client that dribbles is cut off. */
const REQUEST_TIMEOUT_MS = 30_000
/** Longer than the usual 60 s of a proxy in front, so that it is the proxy who closes idle connections. */
const KEEP_ALIVE_MS = 65_000

/** The whole API on what it is given. The order of the plugins is the order of their hooks. */
export function buildApp(desk: Desk): App {
  const app: App = fastify({
    loggerInstance: desk.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: desk.trustedProxies.length > 0 && [...desk.trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    genReqId: requestIdFrom(desk),
    http: { requireHostHeader: false }, // we ask for it ourselves, to answer in our own shape
    clientErrorHandler: answerBrokenRequest(desk),
    frameworkErrors: answerUnroutable(desk),
    childLoggerFactory: (logger) => logger, // lines name their request themselves
  }).withTypeProvider()

  installRequestContext(app, desk)
  installAnswerLimit(app)
  installErrors(app, desk)
  installDraining(app, desk)
  installSecurityHeaders(app)
  installBrokenRequests(app, desk)
  installCors(app, desk)
  installBodies(app)
  installValidation(app)
  installAuthentication(app, desk)
  installRateLimit(app, desk)
  installAdmission(app, desk)
  installOlderLog(app, desk)
  installReadYourWrites(app, desk)
  installIdempotency(app, desk)
  installReferences(app, desk)
  installNotModified(app)
  installCompression(app)

  installOpenApi(app)
  installDocsPage(app)
  healthRoutes(app, desk)
  void app.register(
    (api: App, _options: object, done: () => void) => {
      for (const addRoutes of routes) addRoutes(api, desk)
      done()
    },
    { prefix: '/api/v1' },
  )
  return app
}
