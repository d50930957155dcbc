import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { NaptrRecord, SrvRecord } from '../resolver/dns-lookup.ts';

export type DnsType = 'A' | 'AAAA' | 'SRV' | 'NAPTR';
export type DnsRecord = string | SrvRecord | NaptrRecord;
/** Keys are `TYPE name`; a name without an entry has no such record. */
export type DnsZone = Readonly<Record<string, readonly DnsRecord[]>>;

const TYPES: Readonly<Record<number, DnsType>> = { 1: 'A', 28: 'AAAA', 33: 'SRV', 35: 'NAPTR' };
/** RFC 1035 4.1.1. */
const HEADER_BYTES = 12;
const ANSWERED = 0x8180;
const SERVER_FAILURE = 2;
const TTL_SECONDS = 60;

/** A real DNS server on loopback, by UDP (RFC 1035): one question a datagram, answers from a zone that the test may change. */
export class DnsServer {
  zone: DnsZone = {};
  /** The server is there and cannot answer. */
  isFailing = false;
  readonly asked: string[] = [];
  readonly #socket = createSocket('udp4');

  static async open(zone: DnsZone): Promise<DnsServer> {
    const server = new DnsServer();
    server.zone = zone;
    server.#socket.bind(0, '127.0.0.1');
    await once(server.#socket, 'listening');
    server.#socket.on('message', (bytes, { port, address }) => server.#socket.send(server.#answer(bytes), port, address));
    return server;
  }

  /** As `SystemDns` takes it. */
  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => void this.#socket.close(() => resolve()));
  }

  #answer(query: Buffer): Buffer {
    const { name, end } = nameAt(query, HEADER_BYTES);
    const key = `${TYPES[query.readUInt16BE(end)] ?? 'OTHER'} ${name}`;
    this.asked.push(key);
    const records = this.isFailing ? [] : (this.zone[key] ?? []);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(query.readUInt16BE(0), 0);
    header.writeUInt16BE(ANSWERED + (this.isFailing ? SERVER_FAILURE : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    const question = query.subarray(HEADER_BYTES, end + 4);
    return Buffer.concat([header, question, ...records.map((record) => resource(query.readUInt16BE(end), dataOf(record)))]);
  }
}

function nameAt(bytes: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function resource(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  // A pointer to the name of the question.
  head.writeUInt16BE(0xc000 + HEADER_BYTES, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(TTL_SECONDS, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(record: DnsRecord): Buffer {
  if (typeof record === 'string') return addressBytes(record);
  if ('weight' in record) return Buffer.concat([...[record.priority, record.weight, record.port].map(short), nameBytes(record.name)]);
  const texts = [record.flags, record.service, ''].map((text) => Buffer.from([text.length, ...Buffer.from(text)]));
  return Buffer.concat([short(record.order), short(record.preference), ...texts, nameBytes(record.replacement)]);
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const filling = 8 - groups(left).length - groups(right).length;
  const all = [...groups(left), ...Array<string>(address.includes('::') ? filling : 0).fill('0'), ...groups(right)];
  return Buffer.concat(all.map((group) => short(Number.parseInt(group, 16))));
}

function short(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
}
