import { TenantQuotas } from '@faxwire/contracts';
import { TRUNK_DEFAULTS, TrunkDoor, type TrunkConfiguration } from '@faxwire/trunks';
import { admitCall, type CallFacts } from './admit-call.ts';

const NUMBER = '+12025550199';
const trunk: TrunkConfiguration = { ...TRUNK_DEFAULTS, name: 'carrier', host: '192.0.2.1', port: 5060, callerNumber: '+12025550100', modes: ['live'] };
const call: CallFacts = { callId: 'a@192.0.2.1', callerUser: '+12025550123', calledUser: NUMBER, remote: { host: '192.0.2.1', port: 5060 } };

const depsWith = ({ suspended = false, exhausted = false, known = true } = {}) => ({
  door: new TrunkDoor({ trunks: [trunk], now: () => 0 }),
  numbers: { tenantOf: async (number: string) => (known && number === NUMBER ? 'ten' : undefined) },
  tenants: { record: async () => ({ id: 'ten', suspended, quotas: TenantQuotas.parse({}) }) as never },
  quotaUse: { exhausted: async () => (exhausted ? ('faxesPerDay' as const) : undefined) },
});

describe('a call that comes in', () => {
  it('is let in for a number of a tenant, and names its fax', async () => {
    expect(await admitCall(depsWith(), call)).toMatchObject({ ok: true, trunk: { name: 'carrier' }, fax: { tenantId: 'ten', mode: 'live', phoneNumber: '+12025550123', calledNumber: NUMBER } });
  });

  it('may keep its own number to itself', async () => {
    expect(await admitCall(depsWith(), { ...call, callerUser: 'anonymous' })).toMatchObject({ ok: true, fax: { phoneNumber: '' } });
  });

  it.each([
    ['of a stranger', {}, { remote: { host: '198.51.100.1', port: 5060 } }, 403],
    ['for a number that nobody has', { known: false }, {}, 404],
    ['for what is no number', {}, { calledUser: 'fax' }, 404],
    ['for a tenant that is suspended', { suspended: true }, {}, 486],
    ['for a tenant whose quota is used up', { exhausted: true }, {}, 486],
  ])('%s is refused', async (_what, deps, change, status) => {
    expect(await admitCall(depsWith(deps), { ...call, ...change })).toMatchObject({ ok: false, status });
  });
});
