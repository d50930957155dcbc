import type { MediaAddress, MediaSocket } from '@faxwire/terminal';
import type { TrunkConfiguration } from '@faxwire/trunks';
import { isMediaAddress } from './media-address.ts';

/** False for an address that no datagram can be sent to, or none may. */
export function expectFrom(socket: MediaSocket, far: MediaAddress, { host, mediaLatch }: Pick<TrunkConfiguration, 'host' | 'mediaLatch'>): boolean {
  if (!isMediaAddress(far.address, host)) return false;
  try {
    socket.expect(far, mediaLatch);
    return true;
  } catch {
    return false;
  }
}
