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

  it('counts them and says how to run them', () => {
    expect(leftOutLine(root, [], without)).toBe('Left out: 2 spec files that need Kafka, Temporal or S3. To run them: FAXWIRE_ENGINES=1 npm test');
  });

  it('counts those that were asked for', () => {
    expect(leftOutLine(root, ['libs/bus'], without)).toContain('Left out: 1 spec file that needs');
  });

  it('is not there where none is left out', () => {
    expect(leftOutLine(root, ['libs/bus/src/b.spec.ts'], without)).toBeUndefined();
    expect(leftOutLine(root, [], { FAXWIRE_ENGINES: '1' })).toBeUndefined();
  });
});
