import { createTransport } from 'nodemailer'
import { type BareQueueServer, openBareQueue } from './bare-queue.ts'
import { type MailServer, mailsPerSecond, nextMails } from './mail-server.ts'

/**
 * What a team would have without rows that decide: BullMQ jobs, each of which sends an email of the same size to the
 * same server, as many at once, over connections that are kept. Lost, doubled or late are its own affair.
 * @returns how many a second
 */
export async function measureBareDelivery(
  server: BareQueueServer,
  shape: { readonly mail: MailServer; readonly count: number; readonly concurrency: number },
): Promise<number> {
  const { mail, count, concurrency } = shape
  const transport = createTransport({ url: mail.url, pool: true, maxConnections: concurrency })
  const send = async (id: string) => {
    await transport.sendMail({
      from: 'DeskHive <no-reply@localhost>',
      to: 'ada@desk.example',
      messageId: `<${id}@localhost>`,
      subject: 'Bo replied on SD-1001',
      text: 'It works again, thank you!\n',
      html: '<!doctype html>\n<p>It works again, thank you!</p>\n',
    })
  }
  const { queue, worker } = openBareQueue(server, send, { concurrency })
  await worker.waitUntilReady()
  const taken = nextMails(mail, count)
  const jobs = Array.from({ length: count }, (_, n) => ({
    name: `mail-${n}`,
    data: {},
    opts: { removeOnComplete: true },
  }))
  await queue.addBulk(jobs)
  const mails = await taken
  await worker.close()
  await queue.obliterate({ force: true })
  await queue.close()
  return mailsPerSecond(mails)
}
