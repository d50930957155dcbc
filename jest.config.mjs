// Which engines are at hand is known to infra/local, which a fresh checkout has not built yet; `npm test` builds first.
const { leftOutPatterns } = await import('./infra/local/dist/index.js').catch(() => ({
  leftOutPatterns: () => ['\\.engine\\.[^/]*spec\\.ts$', '\\.fault\\.e2e\\.spec\\.ts$'],
}));

/** Whole assemblies, real engines, calls in the time of T.30: see `tests` in tools/run.mjs. */
const ENGINES = '\\.engine\\.[^/]+\\.spec\\.ts$';
const FLEETS = '\\.engine\\.e2e\\.spec\\.ts$';
const ASSEMBLIES = '(\\.e2e|sandbox-calls\\.int)\\.spec\\.ts$';
const allBut = (pattern) => `^(?!.*${pattern}).*\\.spec\\.ts$`;
const NOT_IN_PART = { beside: [ENGINES, ASSEMBLIES], assemblies: [ENGINES, allBut(ASSEMBLIES)], fleets: [allBut(FLEETS)], engines: [allBut(ENGINES), FLEETS] };

/** One run for the whole house: one PostgreSQL (started on demand by libs/testing), true totals in one report. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@faxwire/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{apps,libs,tools,infra}/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(process.env.FAXWIRE_TEST_FUZZ ? [] : ['\\.fuzz\\.spec\\.ts$']), ...leftOutPatterns(process.env), ...(NOT_IN_PART[process.env.FAXWIRE_TEST_PART] ?? [])],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.faxwire/'],
  watchPathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/tools/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest-global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 20_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
