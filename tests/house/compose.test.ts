import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { variables as api } from '../../services/api/config.ts'
import { variables as notifier } from '../../services/notifier/config.ts'
import { variables as projector } from '../../services/projector/config.ts'

// The manual says that the compose file shows every part with its variables.

const compose = readFileSync(join(import.meta.dirname, '..', '..', 'infra', 'compose.yaml'), 'utf8')

/** They are given to all alike, whoever reads them. */
const addresses = namesIn(/^x-addresses:.*\n((?: {2}.*\n)+)/m)

test.each([
  ['api', api],
  ['projector', projector],
  ['notifier', notifier],
])(
  '%s is shown in infra/compose.yaml with every variable that it reads, and no other',
  (name, { shape }) => {
    const own = namesIn(
      new RegExp(`^  ${name}:\\n(?:    .*\\n)*?    environment:\\n((?:      .*\\n)+)`, 'm'),
    )
    const shared = addresses.filter((variable) => variable in shape)

    expect([...shared, ...own].toSorted()).toEqual(Object.keys(shape).toSorted())
  },
)

function namesIn(block: RegExp): string[] {
  const [, lines = ''] = block.exec(compose) ?? []
  return [...lines.matchAll(/^ +([A-Z]\w*):/gm)].map(([, name = '']) => name)
}
