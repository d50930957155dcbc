import { ClosingStack } from '@faxwire/runtime';
import { claimedGround } from '../accept/accept-bench.ts';
import { withBenchFolder } from '../bench-house.ts';
import { deliveryRates } from './delivery-rate.ts';
import { hangingNeighbour } from './hanging-neighbour.ts';
import { openWebhookGround } from './webhook-ground.ts';

/** How fast webhooks are delivered, and whether one endpoint's trouble is felt by its neighbours. */
export function webhooksBench(): Promise<string> {
  return withBenchFolder(async (configuration) => {
    const closing = new ClosingStack((error) => process.stderr.write(`${String(error)}\n`));
    try {
      const ground = await openWebhookGround(await claimedGround(configuration, closing));
      return `${await deliveryRates(ground)}; ${await hangingNeighbour(ground)}`;
    } finally {
      await closing.close();
    }
  });
}
