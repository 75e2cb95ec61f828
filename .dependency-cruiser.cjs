/**
 * Who may import whom: the table of rooms, each rule with the sentence that explains it.
 * A module's room is the folder it lies in.
 */
const room = (name) => `^shared/${name}/`
const libraries = (...names) => names.map((name) => `(^|/)node_modules/${name}/`).join('|')
const tests = '\\.test\\.ts$|/tests/|/testing/'

const onlyIn = (name, comment, packages, rooms) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(shared|services|infra)/', pathNot: [...rooms, tests, '^infra/load/'] },
  to: { path: libraries(...packages) },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'A cycle has no beginning: neither file can be read first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel holds the words of every room, so it imports none of them.',
      severity: 'error',
      from: { path: room('kernel'), pathNot: tests },
      to: { path: '^(shared|services|infra|tests)/', pathNot: room('kernel') },
    },
    {
      name: 'domain-is-pure',
      comment:
        'What a help desk is would hold with pen and paper: no room with a library, no service.',
      severity: 'error',
      from: { path: room('domain'), pathNot: tests },
      to: { path: '^(shared|services|infra|tests)/', pathNot: [room('kernel'), room('domain')] },
    },
    {
      name: 'domain-has-no-io',
      comment:
        'Decisions take what they need as arguments; hashing is the one thing of Node they may use.',
      severity: 'error',
      from: { path: room('domain'), pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'domain-libraries',
      comment: 'The domain knows zod and nothing else from outside.',
      severity: 'error',
      from: { path: room('domain'), pathNot: tests },
      to: { path: '(^|/)node_modules/', pathNot: libraries('zod') },
    },
    {
      name: 'notifications-are-pure',
      comment:
        'Who hears of what is a function of an event and the desk, so that it can be asked again years later.',
      severity: 'error',
      from: { path: room('notifications'), pathNot: tests },
      to: {
        path: ['^(shared|services|infra|tests)/', '(^|/)node_modules/'],
        pathNot: [room('kernel'), room('domain'), room('notifications')],
      },
    },
    {
      name: 'wire-stands-alone',
      comment:
        'Bytes on the wire mean nothing by themselves; both ends of it know what they carry.',
      severity: 'error',
      from: { path: room('wire'), pathNot: tests },
      to: { path: '^(shared|services|infra|tests)/', pathNot: room('wire') },
    },
    {
      name: 'no-service-imports-another',
      comment:
        'Services share no memory and no calls; each can be killed and run in several copies.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: tests },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'shared-knows-no-service',
      comment: 'A room that imports a service cannot be used by another.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { path: '^(services|infra|tests)/' },
    },
    {
      name: 'event-store-and-read-model-are-strangers',
      comment: 'A decision never reads a read model, a read never folds a stream.',
      severity: 'error',
      from: { path: room('event-store'), pathNot: tests },
      to: { path: room('(read-model|queue|projection|testing)') },
    },
    {
      name: 'read-model-knows-no-event-store',
      comment: 'Rows come from projections, which are given their events.',
      severity: 'error',
      from: { path: room('read-model'), pathNot: tests },
      to: { path: room('(event-store|queue|testing)') },
    },
    {
      name: 'queue-stands-alone',
      comment: 'A job carries an id; what it means is known to the notifier.',
      severity: 'error',
      from: { path: room('queue'), pathNot: tests },
      to: { path: room('(event-store|read-model|projection|domain|testing)') },
    },
    {
      name: 'outbound-stands-alone',
      comment: 'Who is posted to, and why, is known to its callers.',
      severity: 'error',
      from: { path: room('outbound'), pathNot: tests },
      to: {
        path: '^(shared|services|infra|tests)/',
        pathNot: [room('outbound'), '(^|/)node_modules/'],
      },
    },
    {
      name: 'nothing-but-tests-imports-testing',
      comment: 'What helps a test must not run in production.',
      severity: 'error',
      from: { path: '^(shared|services|infra)/', pathNot: [tests, '^infra/load/'] },
      to: { path: '/testing/|^tests/' },
    },
    {
      name: 'client-stands-alone',
      comment:
        'Who uses the client has nothing of the desk: it knows its own folder and no library.',
      severity: 'error',
      from: { path: '^client/', pathNot: [tests, '^client/generate/'] },
      to: { pathNot: '^client/' },
    },
    {
      name: 'only-tests-use-the-client',
      comment: 'Services share no calls, so none of them needs a client of the API.',
      severity: 'error',
      from: { path: '^(shared|services|infra)/', pathNot: [tests, '^infra/load/'] },
      to: { path: '^client/' },
    },
    onlyIn(
      'only-event-store-knows-its-client',
      'A leaner transport can replace the client if one room knows it.',
      ['@eventstore/db-client'],
      [room('event-store')],
    ),
    onlyIn(
      'only-queue-knows-bullmq',
      'Two backends behind one factory: nobody else may depend on either.',
      ['bullmq'],
      [room('queue')],
    ),
    onlyIn(
      'only-outbound-knows-undici',
      'What is sent to an address that somebody gave us goes past its checks, or not at all.',
      ['undici'],
      [room('outbound')],
    ),
    onlyIn(
      'only-data-rooms-know-postgres',
      'Services ask rooms for rows; a driver in a service is a second way to do it.',
      ['pg', 'postgres'],
      [room('read-model'), room('projection'), room('queue'), '^infra/local/'],
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },

    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
}
