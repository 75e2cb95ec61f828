import type { Migration } from 'kysely/migration'

/**
 * Made the read models once, in `rm_1`. They are the projector's to make since it makes generations of them;
 * the step stays, because databases remember that they took it.
 */
export const readModels: Migration = { up: async () => undefined }
