import type { Configuration } from '@faxwire/platform';
import { openHouse, type House } from '../../house.ts';
import { withBenchFolder } from '../bench-house.ts';
import { latenciesOf, latencyLine, type Latency, type Waiting } from './idle-latency.ts';
import { RefusingTrunk } from './refusing-trunk.ts';

/** How long a fax waits in a house with nothing else to do, from being sent to the first INVITE on the wire. */
export async function idleBench(): Promise<string> {
  const waiting: Waiting = new Map();
  const trunk = await RefusingTrunk.open((invite) => waiting.get(invite.number)?.(invite));
  try {
    return await withBenchFolder((configuration) => inHouse(configuration, waiting), { FAXWIRE_TRUNKS: benchTrunks(trunk) });
  } finally {
    trunk.close();
  }
}

/** The value of FAXWIRE_TRUNKS. */
export function benchTrunks({ port }: RefusingTrunk): string {
  return JSON.stringify([{ name: 'bench', host: '127.0.0.1', port, callerNumber: '+12025550100' }]);
}

async function inHouse(configuration: Configuration, waiting: Waiting): Promise<string> {
  const house = await openHouse(configuration);
  try {
    return latencyLine(await measure(house, waiting));
  } finally {
    await house.close(0);
  }
}

async function measure({ base, baseUrl }: House, waiting: Waiting): Promise<Latency[]> {
  const { id } = await base.tenants.createTenant({ name: 'Bench' });
  const { key } = await base.apiKeys.createKey(id, 'live', 'bench');
  return latenciesOf({ baseUrl, key, waiting, faxLog: base.faxLog });
}
