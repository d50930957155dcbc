import { CallFigures } from '../call-figures.ts';
import type { InboundMetrics } from './inbound-dependency.ts';
import type { Received } from './reception.ts';

/** What an answered call that came in adds to the metrics, at its end. */
export function tellFigures(metrics: InboundMetrics | undefined, { agreed, audio, failure, t38 }: Received, isWhole: boolean): void {
  const figures = new CallFigures(metrics, 'in');
  figures.answered(agreed && (agreed.transport ?? 't38'));
  if (audio) figures.audio(audio);
  figures.ended(isWhole ? { ok: true } : { ok: false, failure }, t38);
}
