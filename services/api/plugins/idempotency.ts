import { invalid } from '@deskhive/shared/kernel/refused.ts'
import type { Begun, RowReference } from '@deskhive/shared/read-model/write-side/idempotency.ts'
import type {
  FastifyReply,
  FastifyRequest,
  onSendAsyncHookHandler,
  preHandlerAsyncHookHandler,
  RouteOptions,
} from 'fastify'
import { isRecorded } from '#api/commands/is-recorded.ts'
import type { RequestCommand } from '#api/commands/request-command.ts'
import type { Desk } from '#api/desk.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { isWrite } from '#api/plugins/is-write.ts'
import type { App } from '#api/route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    startedCommand: RequestCommand | null
    /** Where the answer to this request is to be kept. */
    idempotencyRow: RowReference | null
  }
}

/**
 * With an `Idempotency-Key` a write is answered once, however often it is asked:
 * answered → the same answer again; running → 409; begun by someone who died → done again as the same
 * command, which finds itself in the log; refused → as if never asked, unless an attempt before may yet be recorded.
 * Without one, a request is a command of its own.
 */
export function installIdempotency(app: App, desk: Desk): void {
  app.decorateRequest('startedCommand', null)
  app.decorateRequest('idempotencyRow', null)
  app.decorateRequest('command', {
    getter(this: FastifyRequest): RequestCommand {
      this.startedCommand ??= newCommand(desk)
      return this.startedCommand
    },
  })
  app.addHook('onRoute', (route) => {
    if (route.config?.group === 'public' || !isWrite(route)) return
    route.preHandler = [begin(desk, route), route.preHandler ?? []].flat()
    route.onSend = [route.onSend ?? [], settle(desk, route)].flat()
  })
}

function newCommand(desk: Desk): RequestCommand {
  return {
    id: desk.uuid(),
    occurredAt: desk.now(),
    mayBeRepeat: false,
    isRecorded: false,
    givenId: null,
  }
}

function begin(desk: Desk, route: RouteOptions): preHandlerAsyncHookHandler {
  const creates = route.config?.creates
  return async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key === undefined || request.validationError) return undefined

    const repeatable = await describe(desk, request, { key: parseKey(key), creates })
    const begun = await desk.idempotency.begin(repeatable)
    if (begun.state !== 'yours') return standing(reply, begun)
    const { commandId, occurredAt, givenId, attempt, wasAnswered } = begun
    request.idempotencyRow = { apiKeyId: repeatable.apiKeyId, key: repeatable.key, attempt }
    const mayBeRepeat = attempt > 1
    const isDone = mayBeRepeat && (await isRecorded(desk, request, begun))
    request.startedCommand = { id: commandId, occurredAt, givenId, mayBeRepeat, isRecorded: isDone }
    if (wasAnswered) reply.header('idempotent-replayed', 'true')
    return undefined
  }
}

function parseKey(header: string | string[]): string {
  const key = String(header)
  if (key.length >= 1 && key.length <= 255) return key
  throw invalid({
    'Idempotency-Key': ['The Idempotency-Key header must have 1 to 255 characters.'],
  })
}

type Asked = { readonly key: string; readonly creates: string | undefined }

async function describe(desk: Desk, request: FastifyRequest, { key, creates }: Asked) {
  const { id, occurredAt } = newCommand(desk)
  const target = `${request.method} ${request.url}`
  return {
    apiKeyId: request.caller.key.id,
    key,
    requestHash: await desk.secrets.hmac('idempotency', target, request.rawBody ?? ''),
    commandId: id,
    occurredAt,
    givenId: creates === undefined ? null : await desk.ids.next(creates),
  }
}

function standing(reply: FastifyReply, begun: Exclude<Begun, { state: 'yours' }>) {
  switch (begun.state) {
    case 'running':
      throw new HttpError(409, 'A request with this Idempotency-Key is still running', {
        'retry-after': '1',
      })
    case 'other request':
      throw invalid({
        'Idempotency-Key': ['This Idempotency-Key was used for another request already.'],
      })
    case 'answered':
      return replay(reply, begun.answer)
    default:
      return begun satisfies never
  }
}

function replay(reply: FastifyReply, answer: Extract<Begun, { state: 'answered' }>['answer']) {
  return reply
    .code(answer.status)
    .headers(answer.headers)
    .header('idempotent-replayed', 'true')
    .type('application/json; charset=utf-8')
    .send(answer.body)
}

const keptHeaders = ['x-position', 'etag'] as const

function settle(desk: Desk, route: RouteOptions): onSendAsyncHookHandler<unknown> {
  const mayBeKept = !route.config?.answerIsSecret
  return async (request, reply, payload) => {
    const row = request.idempotencyRow
    if (row === null) return payload
    try {
      await settleRow(desk, row, reply, mayBeKept ? String(payload) : null)
    } catch (error) {
      // The answer is true all the same; who repeats the request takes it over and finds it done.
      desk.logger.warn({ err: error, request_id: request.id }, 'an answer could not be kept')
    }
    return payload
  }
}

async function settleRow(
  { idempotency }: Desk,
  row: RowReference,
  reply: FastifyReply,
  body: string | null,
): Promise<void> {
  const status = reply.statusCode
  if (status >= 500 || (status >= 400 && row.attempt > 1)) return idempotency.giveUp(row)
  if (status >= 400) return idempotency.forget(row)
  const headers = keptHeaders
    .map((name) => [name, reply.getHeader(name)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)] as const)
  return idempotency.keepAnswer(row, { status, headers: Object.fromEntries(headers), body })
}
