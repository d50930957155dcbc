import { ENGINE_SPEC, FAULT_SPEC, leftOutPatterns } from './spec-selection.ts';

const cached = () => true;
const missing = () => false;

describe('the selection of spec files', () => {
  it('leaves out what needs engines where there are none', () => {
    expect(leftOutPatterns({}, missing)).toEqual([ENGINE_SPEC, FAULT_SPEC]);
    expect(leftOutPatterns({}, cached)).toEqual([FAULT_SPEC]);
  });

  it('obeys FAXWIRE_ENGINES', () => {
    expect(leftOutPatterns({ FAXWIRE_ENGINES: '1' }, missing)).toEqual([FAULT_SPEC]);
    expect(leftOutPatterns({ FAXWIRE_ENGINES: '0' }, cached)).toEqual([ENGINE_SPEC, FAULT_SPEC]);
  });

  it('runs faults when they are asked for', () => {
    expect(leftOutPatterns({ FAXWIRE_TEST_FAULTS: '1' }, cached)).toEqual([]);
  });

  it.each([
    ['libs/transport/src/kafka-source.engine.int.spec.ts', true],
    ['libs/lifecycle/src/drive.engine.replay.spec.ts', true],
    ['apps/faxwire/src/engine.spec.ts', false],
    ['infra/local/src/engine/kafka.spec.ts', false],
    ['libs/a.engine.b/src/pond.spec.ts', false],
  ])('takes %s for one that needs engines: %s', (file, engines) => {
    expect(new RegExp(ENGINE_SPEC).test(file)).toBe(engines);
  });

  it('knows fault specs by their ending', () => {
    expect(new RegExp(FAULT_SPEC).test('apps/faxwire/src/kill.fault.e2e.spec.ts')).toBe(true);
    expect(new RegExp(FAULT_SPEC).test('apps/faxwire/src/default.e2e.spec.ts')).toBe(false);
  });
});
