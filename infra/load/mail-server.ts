import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type TakenMail = { readonly messageId: string; readonly at: number }

/** A mail server in this process that takes everything, and says when. */
export type MailServer = AsyncDisposable & {
  readonly url: string
  /** Called when a mail is taken, at the moment in which its sender is told so. */
  onTaken: (mail: TakenMail) => void
}

export async function startMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const take = async () => {
        const content = await text(stream)
        const messageId = /^Message-ID: <([^@>]*)@/im.exec(content)?.[1] ?? ''
        done()
        mailServer.onTaken({ messageId, at: performance.now() })
      }
      void take().catch(() => undefined) // cut off in the middle: it is not taken
    },
  })
  server.on('error', () => undefined) // a sender that was cut off; it tries again
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP')

  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${address.port}`,
    onTaken: () => undefined,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mailServer
}

/** Longer than anything that could still be called a delivery. */
const PATIENCE_MS = 120_000

/** To be called before what is waited for is done. */
export function nextMails(server: MailServer, count: number): Promise<TakenMail[]> {
  const taken: TakenMail[] = []
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      reject(new Error(`${taken.length} of ${count} emails came`))
    }, PATIENCE_MS)
    server.onTaken = (mail) => {
      taken.push(mail)
      if (taken.length < count) return
      clearTimeout(tooLate)
      resolve(taken)
    }
  })
}

/** From the first of them to the last. */
export function mailsPerSecond(mails: readonly TakenMail[]): number {
  const [first, last] = [mails[0]?.at ?? Number.NaN, mails.at(-1)?.at ?? Number.NaN]
  return ((mails.length - 1) * 1_000) / (last - first)
}
