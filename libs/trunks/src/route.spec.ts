import { phoneNumber } from '@faxwire/fax';
import { pickTrunk, timeFactorOf } from './route.ts';
import { TRUNK_DEFAULTS, type TrunkConfiguration } from './trunk.ts';

const trunk = (name: string, rest: Partial<TrunkConfiguration>): TrunkConfiguration => ({
  ...TRUNK_DEFAULTS, name, host: '192.0.2.1', port: 5060, callerNumber: '+12025550100', modes: ['live'], ...rest,
});
const world = trunk('world', {});
const america = trunk('america', { prefixes: ['+1'] });
const newYork = trunk('new-york', { prefixes: ['+1212', '+1646'] });
const sandbox = trunk('sandbox', { modes: ['test'], timeFactor: 20, realTimeNumbers: ['+19995550110'] });
const all = [world, america, newYork, sandbox];
const live = (number: string) => ({ mode: 'live' as const, phoneNumber: phoneNumber(number) });
const test = (number: string) => ({ mode: 'test' as const, phoneNumber: phoneNumber(number) });

describe('picking a trunk', () => {
  it.each([
    ['+442071838750', 'world'],
    ['+13125550123', 'america'],
    ['+12125550123', 'new-york'],
    ['+16465550123', 'new-york'],
  ])('sends a live fax to %s over %s: the longest prefix wins', (number, name) => {
    expect(pickTrunk(all, live(number))?.name).toBe(name);
    expect(pickTrunk([...all].reverse(), live(number))?.name).toBe(name);
  });

  it('sends a test fax to the sandbox and nowhere else', () => {
    expect(pickTrunk(all, test('+12125550123'))?.name).toBe('sandbox');
    expect(pickTrunk([world, america], test('+12125550123'))).toBeUndefined();
  });

  it('never sends a live fax to the sandbox', () => {
    expect(pickTrunk([sandbox], live('+19995550100'))).toBeUndefined();
  });

  it('has no trunk for a number that no prefix serves', () => {
    expect(pickTrunk([america, newYork], live('+442071838750'))).toBeUndefined();
  });

  it('takes the first configured one of two that match equally well', () => {
    expect(pickTrunk([trunk('first', { prefixes: ['+1'] }), america], live('+13125550123'))?.name).toBe('first');
  });
});

describe('the clock of the far end', () => {
  it('is the trunk\'s, but real time for the numbers that it names', () => {
    expect(timeFactorOf(sandbox, '+19995550100')).toBe(20);
    expect(timeFactorOf(sandbox, '+19995550110')).toBe(1);
    expect(timeFactorOf(world, '+442071838750')).toBe(1);
  });
});
