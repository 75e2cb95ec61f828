import {
  type ReferenceName,
  referenceNamedBy,
  referenceNameTypes,
} from '@deskhive/shared/domain/resource/reference-name.ts'
import type { Projection, Table } from '@deskhive/shared/projection/projection.ts'

const referenceNames: Table<ReferenceName> = {
  table: 'reference_names',
  key: ['position'],
  columns: ['position', 'resource', 'resource_id', 'at', 'name', 'detail', 'is_deleted'],
}

/** What tickets refer to, as it was called then, also where it is deleted now. */
export const referenceNameProjection: Projection = {
  name: 'reference_names',
  tables: [referenceNames],
  types: referenceNameTypes,
  apply: (event, rows) => {
    const name = referenceNamedBy(event)
    if (name !== null) rows.insert(referenceNames, name)
  },
}
