import { jest } from '@jest/globals';
import type { Step } from '@faxwire/fax';
import { drive, type LifecyclePort } from './drive.ts';

function port(steps: Step[], rests: ('rested' | 'parked')[] = []) {
  const acted: string[] = [];
  const rest = jest.fn<LifecyclePort['rest']>(async () => rests.shift() ?? 'rested');
  const script: LifecyclePort = {
    next: async () => steps.shift() ?? { kind: 'stop' },
    act: async (_faxId, step) => void acted.push(step.kind),
    rest,
  };
  return { script, acted, rest };
}

describe('drive', () => {
  it('acts step by step until the plan says stop', async () => {
    const { script, acted } = port([{ kind: 'render' }, { kind: 'close', as: 'sent' }, { kind: 'stop' }]);
    await drive(script, 'fax');
    expect(acted).toEqual(['render', 'close']);
  });

  it('looks again after a rest', async () => {
    const { script, acted, rest } = port([{ kind: 'wait', until: 7 }, { kind: 'render' }]);
    await drive(script, 'fax');
    expect(rest).toHaveBeenCalledWith('fax', 7);
    expect(acted).toEqual(['render']);
  });

  it('ends where the engine parks the fax', async () => {
    const { script, acted } = port([{ kind: 'wait' }, { kind: 'render' }], ['parked']);
    await drive(script, 'fax');
    expect(acted).toEqual([]);
  });

  it('leaves a failing step to the engine', async () => {
    const { script } = port([{ kind: 'render' }]);
    script.act = () => Promise.reject(new Error('database away'));
    await expect(drive(script, 'fax')).rejects.toThrow('database away');
  });
});
