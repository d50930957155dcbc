import { TemporalNudger, TransmitWorker } from '@faxwire/lifecycle/temporal';
import { TracedFaxes, type Foundation, type OpenedProcess } from '@faxwire/runtime';
import type { TrunkConfiguration } from '@faxwire/trunks';
import { channelsOf, openMedia } from './open-media.ts';

/** After the grace for calls: the time to record how they ended, ms. */
const RECORDING_GRACE_MS = 5_000;

/** Media as a worker of Temporal: it has as many slots as channels, so that what it takes it can dial. */
export async function openMediaWorker(base: Foundation, trunks: readonly TrunkConfiguration[]): Promise<OpenedProcess> {
  const { configuration: { temporal, media: settings }, closing, logger, checks } = base;
  const onError = (error: unknown, faxId?: string): void => logger.error({ err: error, faxId }, 'a transmission could not be taken up and will be again');
  const nudger = new TemporalNudger({ temporal, onError });
  closing.defer('nudges', () => nudger.close());
  const { media, transmit } = await openMedia(base, { trunks, wake: (faxId) => nudger.nudge(faxId) });
  const { traced } = new TracedFaxes(base);
  const worker = new TransmitWorker({
    temporal,
    slots: settings.channels || channelsOf(trunks),
    transmit: (faxId, step, control) => traced('fax transmit', { 'fax.id': faxId }, () => transmit(faxId, { step, ...control })),
    onError,
    onNotice: ({ level, message, error }) => logger[level]({ library: 'temporal', err: error }, message),
  });
  await worker.start();
  closing.defer('transmissions', () => worker.stop(RECORDING_GRACE_MS));
  checks['temporal'] = async () => {
    if (!worker.isPolling) throw new Error('no connection to Temporal');
  };
  return {
    leave: async (graceMs) => {
      await worker.drain();
      await media.close({ graceMs });
    },
  };
}
