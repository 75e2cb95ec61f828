import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRandom } from '@deskhive/shared/testing/random.ts'
import { generateIncidentLog, generateTicketTexts } from './generate-log.ts'
import { type Incident, readIncidents, readTicketTexts, type TicketText } from './incidents.ts'

export type IncidentLog = {
  readonly incidents: readonly Incident[]
  readonly texts: readonly TicketText[]
}

/** The real log, from the folder that `DESKHIVE_DATA` names. */
export async function readLog(folder: string): Promise<IncidentLog> {
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  return {
    incidents: readIncidents(await read('incident_event_log.csv')),
    texts: readTicketTexts(await read('ticket_texts.csv')),
  }
}

export function generateLog(seed: number, incidents: number): IncidentLog {
  const random = createRandom(seed)
  return {
    incidents: readIncidents(generateIncidentLog(random, incidents)),
    texts: generateTicketTexts(random, 50),
  }
}
