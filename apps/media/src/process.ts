import { eventLogEntities } from '@faxwire/event-log';
import { isLoopback, type Configuration } from '@faxwire/platform';
import { ProcessError, runProcess, trunksOf, type Foundation, type OpenedProcess } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { openMediaWorker } from './open-media-worker.ts';

/** The maker of calls alone: polls for transmissions, as many at a time as it has channels. */
export function run(configuration: Configuration): Promise<number> {
  if (configuration.lifecycle.engine !== 'temporal') throw new ProcessError('engine_not_shared', 'Lifecycle and media in processes of their own need Temporal: set FAXWIRE_LIFECYCLE_ENGINE=temporal.');
  const { enabled, sipPort, host } = configuration.sandbox;
  if (enabled && sipPort === 0) throw new ProcessError('sandbox_port_missing', `The sandbox at ${host} is a process of its own: set FAXWIRE_SANDBOX_SIP_PORT to its port.`);
  if (enabled && !isLoopback(host) && isLoopback(configuration.sip.host)) {
    throw new ProcessError('sip_host_loopback', `sip.host is a loopback address, from which the sandbox at ${host} can not be reached.`);
  }
  return runProcess({ service: 'faxwire-media', entities: [...eventLogEntities, ...tenancyEntities], uses: ['documents'], open }, configuration);
}

async function open(base: Foundation): Promise<OpenedProcess> {
  return openMediaWorker(base, trunksOf(base.configuration));
}
