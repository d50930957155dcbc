import { isIPv6 } from 'node:net';
import type { CallTrace } from '@faxwire/contracts';

type Packet = CallTrace['sip'][number];
type Address = Packet['local'];

/** The classic format of libpcap, times in microseconds; packets begin with their IP header (LINKTYPE_RAW). */
const MAGIC = 0xa1b2c3d4;
const LINKTYPE_RAW = 101;
const SNAPLEN = 262_144;
const UDP = 17;
const UDP_HEADER = 8;
const HOP_LIMIT = 64;
/** What a length of 16 bits leaves to the content, below the longest of the headers. */
const MAX_CONTENT = 65_000;

/** SIP and UDPTL of a call for Wireshark. All of it as UDP, also what came over a connection: the headers are made anew. */
export function pcapOf(trace: CallTrace): Buffer {
  const packets = [...trace.sip, ...trace.datagrams].sort((a, b) => a.atMs - b.atMs);
  return Buffer.concat([fileHeader(), ...packets.map((packet) => record(packet, trace.startedAt))]);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(SNAPLEN, 16);
  header.writeUInt32LE(LINKTYPE_RAW, 20);
  return header;
}

function record(packet: Packet, startedAt: number): Buffer {
  const octets = ipPacket(packet);
  const at = startedAt + packet.atMs;
  const header = Buffer.alloc(16);
  header.writeUInt32LE(Math.floor(at / 1000), 0);
  header.writeUInt32LE(Math.floor((at % 1000) * 1000), 4);
  header.writeUInt32LE(octets.length, 8);
  header.writeUInt32LE(octets.length, 12);
  return Buffer.concat([header, octets]);
}

function ipPacket({ direction, local, remote, octets }: Packet): Buffer {
  const [from, to] = direction === 'sent' ? [local, remote] : [remote, local];
  const content = Buffer.from(octets, 'base64').subarray(0, MAX_CONTENT);
  return isIPv6(from.address) || isIPv6(to.address) ? ipv6(from, to, content) : ipv4(from, to, content);
}

function ipv4(from: Address, to: Address, content: Buffer): Buffer {
  const [source, target] = [v4Octets(from.address), v4Octets(to.address)];
  const header = Buffer.alloc(20);
  header[0] = 0x45;
  header.writeUInt16BE(header.length + UDP_HEADER + content.length, 2);
  header[8] = HOP_LIMIT;
  header[9] = UDP;
  source.copy(header, 12);
  target.copy(header, 16);
  header.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([header, udp({ from, to, content }, Buffer.concat([source, target]))]);
}

function ipv6(from: Address, to: Address, content: Buffer): Buffer {
  const [source, target] = [v6Octets(from.address), v6Octets(to.address)];
  const header = Buffer.alloc(8);
  header[0] = 0x60;
  header.writeUInt16BE(UDP_HEADER + content.length, 4);
  header[6] = UDP;
  header[7] = HOP_LIMIT;
  return Buffer.concat([header, source, target, udp({ from, to, content }, Buffer.concat([source, target]))]);
}

/** RFC 768; the checksum is over the addresses, too, and a zero would say that there is none. */
function udp({ from, to, content }: { readonly from: Address; readonly to: Address; readonly content: Buffer }, addresses: Buffer): Buffer {
  const header = Buffer.alloc(UDP_HEADER);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt16BE(UDP_HEADER + content.length, 4);
  const pseudo = Buffer.alloc(4);
  pseudo.writeUInt16BE(UDP, 0);
  pseudo.writeUInt16BE(UDP_HEADER + content.length, 2);
  header.writeUInt16BE(checksum(Buffer.concat([addresses, pseudo, header, content])) || 0xffff, 6);
  return Buffer.concat([header, content]);
}

/** RFC 1071. */
function checksum(octets: Buffer): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 1) sum += at % 2 === 0 ? octets[at]! << 8 : octets[at]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return ~sum & 0xffff;
}

/** A name instead of an address (a host that is found by DNS) becomes 0.0.0.0. */
function v4Octets(address: string): Buffer {
  const parts = address.split('.').map(Number);
  return Buffer.from(parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? parts : [0, 0, 0, 0]);
}

function v6Octets(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.concat([Buffer.alloc(10), Buffer.from([0xff, 0xff]), v4Octets(address)]);
  const [head = '', tail = ''] = address.split('%', 1)[0]!.split('::');
  const [first, last] = [groups(head), groups(tail)];
  return Buffer.concat([first, Buffer.alloc(16 - first.length - last.length), last]);
}

function groups(part: string): Buffer {
  const octets = part.split(':').filter((group) => group !== '').map((group) => {
    if (group.includes('.')) return v4Octets(group);
    const value = Number.parseInt(group, 16);
    return Buffer.from([value >> 8, value & 0xff]);
  });
  return Buffer.concat(octets);
}
