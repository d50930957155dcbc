import { gzipSync } from 'node:zlib';
import type { CallTrace } from '@faxwire/contracts';
import { pcapOf } from './pcap.ts';
import { traceEntries } from './trace-entry.ts';
import { readTrace } from './trace-reader.ts';
import { traceText } from './trace-text.ts';

const STARTED_AT = Date.UTC(2026, 10, 21, 23, 15);
const LOCAL = { address: '192.0.2.1', port: 5060 };
const REMOTE = { address: '192.0.2.200', port: 5080 };
const base64 = (octets: Uint8Array | string): string => Buffer.from(octets as string).toString('base64');
const INVITE = 'INVITE sip:+19995550100@192.0.2.200 SIP/2.0\r\nCall-ID: a\r\n\r\n';

const trace: CallTrace = {
  version: 1, startedAt: STARTED_AT, timeFactor: 10, truncated: true,
  sip: [{ atMs: 0.5, direction: 'sent', local: LOCAL, remote: REMOTE, octets: base64(INVITE) }],
  signals: [{ atMs: 1_000, direction: 'received', text: 'v21-preamble' }],
  frames: [
    // "+49", last character first, each least significant bit first.
    { atMs: 2_000, direction: 'received', intact: true, octets: base64(Uint8Array.of(0xff, 0xc0, 0x02, 0x9c, 0x2c, 0xd4)) },
    { atMs: 2_100, direction: 'sent', intact: true, octets: base64(Uint8Array.of(0xff, 0xc8, 0xfd, 0xf4, 0, 0, 0)) },
    { atMs: 2_200, direction: 'sent', intact: true, octets: base64(Uint8Array.of(0xff, 0xc0, 0x83, 0x0c, 0x8c)) },
    { atMs: 2_300, direction: 'received', intact: false, octets: base64(Uint8Array.of(0xff)) },
  ],
  datagrams: [
    { atMs: 3_000.2, direction: 'received', local: { ...LOCAL, port: 20_000 }, remote: { ...REMOTE, port: 30_000 }, octets: base64(Uint8Array.of(0, 1, 1, 6, 0, 0)) },
    { atMs: 3_001, direction: 'sent', local: { address: '2001:db8::1', port: 4 }, remote: { address: '::ffff:192.0.2.9', port: 5 }, octets: base64(Uint8Array.of(7)) },
  ],
};

/** A capture as another program reads it; every checksum has to come out right. */
function parsePcap(file: Buffer): { atMs: number; from: string; to: string; content: Buffer }[] {
  expect([file.readUInt32LE(0), file.readUInt16LE(4), file.readUInt16LE(6), file.readUInt32LE(20)]).toEqual([0xa1b2c3d4, 2, 4, 101]);
  const packets = [];
  for (let at = 24; at < file.length;) {
    const atMs = file.readUInt32LE(at) * 1_000 + file.readUInt32LE(at + 4) / 1_000;
    const length = file.readUInt32LE(at + 8);
    expect(file.readUInt32LE(at + 12)).toBe(length);
    packets.push({ atMs, ...parseIp(file.subarray(at + 16, at + 16 + length)) });
    at += 16 + length;
  }
  return packets;
}

function parseIp(packet: Buffer): { from: string; to: string; content: Buffer } {
  const isV4 = packet[0] === 0x45;
  const addresses = isV4 ? packet.subarray(12, 20) : packet.subarray(8, 40);
  const udp = packet.subarray(isV4 ? 20 : 40);
  expect(isV4 ? packet.readUInt16BE(2) : packet.readUInt16BE(4) + 40).toBe(packet.length);
  expect(isV4 ? packet[9] : packet[6]).toBe(17);
  if (isV4) expect(sumOf(packet.subarray(0, 20))).toBe(0xffff);
  expect(udp.readUInt16BE(4)).toBe(udp.length);
  expect(sumOf(Buffer.concat([addresses, Buffer.of(0, 17, udp.length >> 8, udp.length & 0xff), udp]))).toBe(0xffff);
  const half = addresses.length / 2;
  const [from, to] = [addresses.subarray(0, half), addresses.subarray(half)].map((address) => (isV4 ? address.join('.') : address.toString('hex')));
  return { from: `${from}:${udp.readUInt16BE(0)}`, to: `${to}:${udp.readUInt16BE(2)}`, content: udp.subarray(8) };
}

/** Ones' complement sum of 16-bit words: all ones where the checksum among them is right. */
function sumOf(octets: Buffer): number {
  const even = octets.length % 2 === 0 ? octets : Buffer.concat([octets, Buffer.alloc(1)]);
  let sum = 0;
  for (let at = 0; at < even.length; at += 2) sum += even.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

describe('the trace of a call', () => {
  it('as a capture has SIP and UDPTL between the right ends, at the right times', () => {
    const packets = parsePcap(pcapOf(trace));
    expect(packets.map(({ from, to }) => [from, to])).toEqual([
      ['192.0.2.1:5060', '192.0.2.200:5080'],
      ['192.0.2.200:30000', '192.0.2.1:20000'],
      ['20010db8000000000000000000000001:4', '00000000000000000000ffffc0000209:5'],
    ]);
    expect(packets.map(({ atMs }) => Math.round((atMs - STARTED_AT) * 10) / 10)).toEqual([0.5, 3_000.2, 3_001]);
    expect(packets[0]?.content.toString()).toBe(INVITE);
    expect([...packets[1]!.content]).toEqual([0, 1, 1, 6, 0, 0]);
  });

  it('would be seen to be wrong with one bit changed', () => {
    const file = pcapOf(trace);
    file[file.length - 1]! ^= 1;
    expect(() => parsePcap(file)).toThrow('toBe');
  });

  it('names what went over the line, in order, and keeps passwords to itself', () => {
    expect(traceEntries(trace)).toEqual([
      { atMs: 0.5, direction: 'sent', kind: 'sip', name: 'INVITE sip:+19995550100@192.0.2.200 SIP/2.0', text: INVITE },
      { atMs: 1_000, direction: 'received', kind: 'signal', name: 'v21-preamble' },
      { atMs: 2_000, direction: 'received', kind: 'frame', name: 'CSI', intact: true, octets: 'ffc0029c2cd4', text: '+49' },
      { atMs: 2_100, direction: 'sent', kind: 'frame', name: 'PPS-EOP', intact: true, octets: 'ffc8fdf4000000' },
      { atMs: 2_200, direction: 'sent', kind: 'frame', name: 'PWD', intact: true, octets: 'ffc083' },
      { atMs: 2_300, direction: 'received', kind: 'frame', name: 'unknown', intact: false, octets: 'ff' },
    ]);
  });

  it('as text is a line for each thing, and moves no cursor', () => {
    const head = { faxId: 'f', attemptId: 'att_f_1', startedOn: '2026-11-21T23:15:00.000Z', timeFactor: 10, truncated: true };
    const text = traceText(head, [...traceEntries(trace), { atMs: 9_000, direction: 'received', kind: 'sip', name: '', text: 'SIP/2.0 200 \u001b[2J' }]);
    expect(text.split('\n')).toEqual([
      'Fax f', 'Attempt att_f_1, 2026-11-21T23:15:00.000Z', 'The clock of the far end ran 10 times as fast.', 'There was more than is kept: something is missing.', '',
      '    0.001 > INVITE sip:+19995550100@192.0.2.200 SIP/2.0', '            Call-ID: a',
      '    1.000 < (v21-preamble)',
      '    2.000 < CSI "+49"  ff c0 02 9c 2c d4',
      '    2.100 > PPS-EOP  ff c8 fd f4 00 00 00',
      '    2.200 > PWD  ff c0 83',
      '    2.300 < unknown (damaged)  ff',
      '    9.000 < SIP/2.0 200 ?[2J', '',
    ]);
  });

  it('is read as it was packed, and nothing else is', async () => {
    expect(await readTrace(gzipSync(JSON.stringify(trace)))).toEqual(trace);
    await expect(readTrace(gzipSync(Buffer.alloc(20 * 1024 * 1024)))).rejects.toThrow();
    await expect(readTrace(Buffer.from('no gzip'))).rejects.toThrow();
    await expect(readTrace(gzipSync('{}'))).rejects.toThrow();
  });
});
