import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { leftOutLine } from './spec-selection.ts';

const FILES = ['apps/api/src/a.engine.int.spec.ts', 'libs/bus/src/b.engine.int.spec.ts', 'libs/bus/src/b.spec.ts', 'libs/bus/dist/b.engine.int.spec.ts', 'apps/api/src/c.engine.fault.e2e.spec.ts'];

describe('the line about spec files that are left out', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'faxwire-specs-'));
    for (const folder of ['apps', 'libs', 'tools', 'infra']) await mkdir(join(root, folder));
    for (const file of FILES) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), '');
    }
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const without = { FAXWIRE_ENGINES: '0' };

  const ENGINES_LEFT_OUT = '2 spec files that need Kafka, Temporal or S3 (run by: FAXWIRE_ENGINES=1 npm test)';
  const FAULTS_LEFT_OUT = '1 fault spec file (run by: npm run test:faults)';

  it('counts them and says how to run them', () => {
    expect(leftOutLine(root, [], without)).toBe(`Left out: ${ENGINES_LEFT_OUT}, and ${FAULTS_LEFT_OUT}.`);
  });

  it('names faults also where the engines are', () => {
    expect(leftOutLine(root, [], { FAXWIRE_ENGINES: '1' })).toBe(`Left out: ${FAULTS_LEFT_OUT}.`);
  });

  it('takes faults that are asked for, and cannot run for want of engines, for what needs engines', () => {
    expect(leftOutLine(root, [], { ...without, FAXWIRE_TEST_FAULTS: '1' })).toBe('Left out: 3 spec files that need Kafka, Temporal or S3 (run by: FAXWIRE_ENGINES=1 npm test).');
  });

  it('counts those that were asked for', () => {
    expect(leftOutLine(root, ['libs/bus'], without)).toBe('Left out: 1 spec file that needs Kafka, Temporal or S3 (run by: FAXWIRE_ENGINES=1 npm test).');
  });

  it('is said by the first part of a run, for all of them', () => {
    const said = ['beside', 'assemblies', 'fleets', 'engines'].map((part) => leftOutLine(root, [], { ...without, FAXWIRE_TEST_PART: part }) !== undefined);
    expect(said).toEqual([true, false, false, false]);
  });

  it('is not there where none is left out', () => {
    expect(leftOutLine(root, ['libs/bus/src/b.spec.ts'], without)).toBeUndefined();
    expect(leftOutLine(root, [], { FAXWIRE_ENGINES: '1', FAXWIRE_TEST_FAULTS: '1' })).toBeUndefined();
  });
});
