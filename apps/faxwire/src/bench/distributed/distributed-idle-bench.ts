import { join } from 'node:path';
import { FaxLog, openDatabase } from '@faxwire/event-log';
import { ApiKeys } from '@faxwire/tenancy';
import { prepareStage, type Stage } from '../../distributed/stage.ts';
import { SCHEMA } from '../../schema.ts';
import { benchTrunks } from '../idle/idle-bench.ts';
import { latenciesOf, latencyLine, type Waiting } from '../idle/idle-latency.ts';
import { RefusingTrunk } from '../idle/refusing-trunk.ts';
import { withEngines } from './bench-engines.ts';

/** The same as `idle`, over six processes, Kafka and Temporal. */
export async function distributedIdleBench(): Promise<string> {
  const waiting: Waiting = new Map();
  const trunk = await RefusingTrunk.open((invite) => waiting.get(invite.number)?.(invite));
  try {
    return await withEngines(['postgres', 'kafka', 'temporal', 's3'], async (engines, folder) => {
      // There is a carrier: then webhooks may not go to loopback.
      const env = { FAXWIRE_TRUNKS: benchTrunks(trunk), FAXWIRE_WEBHOOKS_ALLOW_LOOPBACK: 'never', FAXWIRE_LOG_LEVEL: 'error' };
      const stage = await prepareStage({ engines, dataDir: join(folder, 'fleet'), env });
      await stage.fleet.start();
      try {
        return await measure(stage, waiting);
      } finally {
        await stage.fleet.stop();
      }
    });
  } finally {
    trunk.close();
  }
}

async function measure({ ownerUrl, credentials: { tenantId, baseUrl } }: Stage, waiting: Waiting): Promise<string> {
  const database = await openDatabase({ url: ownerUrl, poolSize: 2, entities: SCHEMA.entities, migrations: [], migrate: false });
  try {
    const { key } = await new ApiKeys(database.dataSource, Date.now).createKey(tenantId, 'live', 'bench');
    return latencyLine(await latenciesOf({ baseUrl, key, waiting, faxLog: new FaxLog({ database, now: Date.now }) }));
  } finally {
    await database.close();
  }
}
