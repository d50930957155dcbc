import { TRUNK_DEFAULTS, type TrunkConfiguration } from '../trunk.ts';
import { numberOfUser } from './called-number.ts';
import { incomingFaxId } from './incoming-fax-id.ts';
import { TrunkDoor } from './trunk-of-caller.ts';

describe('the number that a call is for', () => {
  it.each([
    ['+12025550199', '+12025550199'], ['12025550199', '+12025550199'], ['0012025550199', '+12025550199'], ['+1-202-555-0199', '+12025550199'],
    ['+12025550199;npdi;rn=+12025550000', '+12025550199'],
  ])('is read from %s', (user, number) => expect(numberOfUser(user)).toBe(number));

  it.each([undefined, '', 'anonymous', '+1', '4711', `+1${'2'.repeat(60)}`, '+12025550199\u0000'])('is none in %j', (user) => expect(numberOfUser(user)).toBeUndefined());
});

describe('the fax of a call', () => {
  const call = { trunk: 'carrier', sipCallId: 'a@192.0.2.1', calledNumber: '+12025550199' };

  it('is the same for the same call, and another for any other', () => {
    expect(incomingFaxId(call)).toBe(incomingFaxId({ ...call }));
    expect(incomingFaxId(call)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [{ ...call, trunk: 'other' }, { ...call, sipCallId: 'b@192.0.2.1' }, { ...call, calledNumber: '+12025550198' }];
    expect(new Set([call, ...others].map(incomingFaxId)).size).toBe(4);
  });
});

describe('the trunk that a call comes over', () => {
  const trunk = (name: string, host: string, port = 5060): TrunkConfiguration => ({ ...TRUNK_DEFAULTS, name, host, port, callerNumber: '+12025550100', modes: ['live'] });

  it('is known by its address, of several at one address by its port', async () => {
    const door = new TrunkDoor({ trunks: [trunk('one', '192.0.2.1'), trunk('two', '192.0.2.1', 5070), trunk('three', '192.0.2.3')], now: () => 0 });
    const names = await Promise.all([['192.0.2.1', 40_000], ['192.0.2.1', 5070], ['192.0.2.3', 1], ['192.0.2.4', 5060]].map(async ([host, port]) => (await door.trunkOf({ host: String(host), port: Number(port) }))?.name));
    expect(names).toEqual(['one', 'two', 'three', undefined]);
  });

  it('is that whose name for callers was proved, wherever the call came from', async () => {
    const pbx = { ...trunk('pbx', '192.0.2.9'), callers: { username: 'pbx', password: 'right' } };
    const door = new TrunkDoor({ trunks: [trunk('one', '192.0.2.1'), pbx], now: () => 0 });
    const names = ['pbx', 'nobody'].map(async (username) => (await door.trunkOf({ host: '192.0.2.1', port: 5060, username }))?.name);
    expect(await Promise.all(names)).toEqual(['pbx', undefined]);
  });

  it('is one with a server there, or the first for addresses that may call besides', async () => {
    const door = new TrunkDoor({
      trunks: [trunk('one', '192.0.2.1'), trunk('two', '192.0.2.2')], now: () => 0,
      trunkAt: (host) => (host === '192.0.2.22' ? 'two' : undefined), isAllowed: (host) => host === '198.51.100.1',
    });
    const names = ['192.0.2.22', '198.51.100.1', '198.51.100.2'].map(async (host) => (await door.trunkOf({ host, port: 5060 }))?.name);
    expect(await Promise.all(names)).toEqual(['two', 'one', undefined]);
  });

  it('is known by its name, which is looked up once a minute, and unknown where that fails', async () => {
    let [asked, now] = [0, 0];
    const lookup = async (host: string) => {
      asked += 1;
      if (host !== 'sip.example.com') throw new Error('no such host');
      return [{ address: asked === 1 ? '192.0.2.7' : '192.0.2.8' }];
    };
    const door = new TrunkDoor({ trunks: [trunk('named', 'sip.example.com')], now: () => now, lookup });
    const name = async (host: string) => (await door.trunkOf({ host, port: 5060 }))?.name;
    expect([await name('192.0.2.7'), await name('192.0.2.8'), asked]).toEqual(['named', undefined, 1]);
    now = 60_001;
    expect([await name('192.0.2.7'), await name('192.0.2.8'), asked]).toEqual([undefined, 'named', 2]);
    expect(await new TrunkDoor({ trunks: [trunk('gone', 'gone.example.com')], now: () => 0, lookup }).trunkOf({ host: '192.0.2.7', port: 5060 })).toBeUndefined();
  });
});
