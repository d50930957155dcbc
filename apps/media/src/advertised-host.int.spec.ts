import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { systemClock, systemRandom } from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { createMedia } from './create-media.ts';

const never = new AbortController().signal;

/** Reads what stands on the line, and is busy. */
async function busyCarrier(heard: string[]): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, { port, address }) => {
    heard.push(datagram.toString());
    const copied = datagram.toString().split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
    if (datagram.toString().startsWith('INVITE')) socket.send(['SIP/2.0 486 Busy Here', ...copied, 'Content-Length: 0', '', ''].join('\r\n'), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

test('bound to every address, it names the one that carriers reach, in Via, Contact and SDP', async () => {
  const heard: string[] = [];
  const carrier = await busyCarrier(heard);
  const terminals = new SpanDspPool({ spares: 0 });
  const trunk = sandboxTrunk({ host: '127.0.0.1', port: carrier.address().port, speed: 20 });
  const media = await createMedia({ clock: systemClock, random: systemRandom, terminals, trunks: [trunk], sip: { host: '0.0.0.0', advertisedHost: '203.0.113.7', port: 0 } });
  const channel = await media.reserve(trunk.name, never);
  const result = await channel.transmit({
    faxId: 'fax', attemptId: 'att', mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000', pagesPath: '/nowhere',
    pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: never,
  }, () => Promise.resolve());
  channel.release();
  await media.close({ graceMs: 0 });
  await terminals.close();
  carrier.close();
  expect(result).toMatchObject({ failure: { cause: 'busy' } });
  const [invite = ''] = heard;
  expect(invite).toMatch(/^Via: SIP\/2\.0\/UDP 203\.0\.113\.7:\d+/m);
  expect(invite).toMatch(/^Contact: <sip:[^@>]*@203\.0\.113\.7:\d+/m);
  expect(invite).toMatch(/^c=IN IP4 203\.0\.113\.7\r$/m);
  expect(invite).not.toContain('0.0.0.0');
});
