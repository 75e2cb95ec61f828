/** Bodies as they go over the wire: much of this no JSON writer would produce. */
export type RawBody = {
  readonly name: string
  readonly raw: string | Buffer
  readonly status: number[]
}

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const MIB = 1_048_576

/** Whole bodies that are no object of fields, for every route, with the statuses that may follow. */
export const brokenBodies: readonly RawBody[] = [
  { name: 'cut off', raw: '{"title":', status: [400] },
  { name: 'no JSON', raw: 'title=Broken', status: [400] },
  { name: 'XML', raw: '<title>Broken</title>', status: [400] },
  { name: 'bytes that are no UTF-8', raw: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), status: [400] },
  { name: 'a single quote', raw: "{'title':'x'}", status: [400] },
  { name: 'NaN', raw: '{"title":NaN}', status: [400] },
  { name: '5,000 arrays deep', raw: deep(5_000), status: [400, 422] },
  {
    name: '5,000 objects deep',
    raw: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    status: [200, 201, 400, 422],
  },
  { name: 'over 1 MiB', raw: `{"title":"${'a'.repeat(MIB)}"}`, status: [413] },
  { name: 'an array', raw: '[]', status: [400, 422] },
  { name: 'a number', raw: '5', status: [400, 422] },
  { name: 'null, which is none', raw: 'null', status: [200, 422] },
  { name: 'a text', raw: '"title"', status: [400, 422] },
]

/** Where an id is wanted: what no thing has. One is no text at all. */
export const badIds: readonly string[] = [
  '0',
  '-1',
  '1.5',
  '1e3',
  'abc',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999999',
  '%00',
  '1%00',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '1;drop',
  "1'",
  ' 1',
  '0x1',
]

/** For each parameter of a query, as it goes over the wire. */
export const badParameters: readonly string[] = [
  '',
  '0',
  '-1',
  '1.5',
  'abc',
  '1e18',
  '1e400',
  '201',
  '1000000000000',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999',
  '%00',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '%',
  '__proto__',
  '2026-02-30',
  '2026-02-30T25:61:61Z',
  '0000-00-00',
  '0000-06-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00%2B01:00',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-01:00',
  '%2B275760-09-13T00:00:00Z',
  "'%20or%201=1",
  'x'.repeat(2_000),
]

export const badQueries: readonly string[] = [
  'page=1&page=2',
  'page[]=1',
  'status=open&status=closed',
  '%',
  '=',
  '&&&',
  '__proto__[x]=1',
  'constructor=1',
]

export const badHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'x-min-position': 'abc' },
  { 'x-min-position': '-1' },
  { 'x-min-position': '99999999999999999999999' },
  { 'if-match': 'abc' },
  { 'if-match': '"99999999999999999999"' },
  { 'idempotency-key': 'k'.repeat(256) },
  { 'idempotency-key': '' },
  { 'x-request-id': 'r'.repeat(5_000) },
  { prefer: ';;;=,,' },
  { 'content-type': 'text/xml' },
  { 'content-type': 'application/json; charset=utf-16' },
  { accept: 'image/png' },
]
