import type { ImportArguments } from '#commands/import/config.ts'
import type { Source } from '#commands/import/source.ts'
import { mappedCsv } from './mapped-csv.ts'
import { readMapping } from './mapping.ts'
import { servicenowCsv } from './servicenow-csv.ts'
import { zendeskJson } from './zendesk-json.ts'

export async function openSource({
  format,
  file,
  mapping,
}: Pick<ImportArguments, 'format' | 'file' | 'mapping'>): Promise<Source> {
  switch (format) {
    case 'servicenow-csv':
      return servicenowCsv(file)
    case 'zendesk-json':
      return zendeskJson(file)
    case 'csv':
      return mappedCsv(file, await readMapping(mapping ?? ''))
    default:
      return format satisfies never
  }
}
