import { acceptBench } from './accept/accept-bench.ts';
import { idleBench } from './idle/idle-bench.ts';
import { distributedIdleBench } from './distributed/distributed-idle-bench.ts';
import { distributedRestingBench } from './distributed/distributed-resting-bench.ts';
import { mediaDensityBench } from './media-density/media-density-bench.ts';
import { relayBench } from './distributed/relay-bench.ts';
import { restingBench } from './resting/resting-bench.ts';
import { searchBench } from './search/search-bench.ts';
import { uploadBench } from './upload/upload-bench.ts';
import { soakBench } from './soak/soak-bench.ts';
import { webhooksBench } from './webhooks/webhooks-bench.ts';
import { renderBench } from './render/render-bench.ts';

/** Each measures one promise and says in one line what came out. */
export const benchmarks: Readonly<Record<string, () => Promise<string>>> = {
  accept: acceptBench,
  upload: uploadBench,
  webhooks: webhooksBench,
  search: searchBench,
  idle: idleBench,
  render: renderBench,
  'media-density': mediaDensityBench,
  resting: restingBench,
  soak: soakBench,
  relay: relayBench,
  'distributed-idle': distributedIdleBench,
  'distributed-resting': distributedRestingBench,
};
