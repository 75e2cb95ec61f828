import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'

// Makes `client/generated` from the reference: types, a method per operation, and the fetch client that they
// need, so that there is no library at run time. With `--check` it fails where that is not what is kept.

const reference = join(import.meta.dirname, '../../docs/reference/openapi.json')
const kept = join(import.meta.dirname, '../generated')

async function generateInto(path: string): Promise<void> {
  await createClient({
    input: reference,
    logs: { level: 'silent' },
    output: {
      path,
      clean: true,
      entryFile: false,
      // Its own code is looser than our settings; what it types for others is as strict as the document.
      header: ['// @ts-nocheck', '// Made from docs/reference/openapi.json by npm run generate.'],
      module: { extension: '.ts' },
    },
    plugins: [
      { name: '@hey-api/client-fetch', throwOnError: true },
      { name: '@hey-api/typescript' },
      {
        name: '@hey-api/sdk',
        operations: { strategy: 'single', containerName: 'DeskOperations', methods: 'instance' },
      },
    ],
  })
}

async function textsIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return files.map((file, index) => `${file.slice(folder.length)}\n${texts[index]}`).join('\n')
}

if (process.argv.includes('--check')) {
  await using made = await mkdtempDisposable(join(tmpdir(), 'deskhive-client-'))
  await generateInto(made.path)
  const isSame = (await textsIn(made.path)) === (await textsIn(kept).catch(() => ''))
  if (!isSame) throw new Error('client/generated is old: npm run generate')
} else {
  await generateInto(kept)
}
