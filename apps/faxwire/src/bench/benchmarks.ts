import { acceptBench } from './accept/accept-bench.ts';
import { idleBench } from './idle/idle-bench.ts';
import { renderBench } from './render/render-bench.ts';

/** Each measures one promise and says in one line what came out. */
export const benchmarks: Readonly<Record<string, () => Promise<string>>> = {
  accept: acceptBench,
  idle: idleBench,
  render: renderBench,
};
