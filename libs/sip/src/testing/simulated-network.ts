import { parseMessage } from '../message/parse-message.ts';
import type { Clock } from '../clock.ts';
import type { SipMessage } from '../message/message.ts';
import type { Remote, SipTransport } from '../transport/transport.ts';

export interface Datagram {
  readonly from: string;
  readonly to: string;
  readonly message: SipMessage;
  readonly atMs: number;
}

const KEEP_ALIVE = Buffer.from('\r\n\r\n');

type Listener = (bytes: Uint8Array, remote: Remote) => void;

/** UDP in simulated time: every datagram takes the same time, `lose` decides which never arrive. */
export class SimulatedNetwork {
  readonly #clock: Clock;
  readonly #listeners = new Map<string, Listener>();
  /** All that was sent and could be read, in order. */
  readonly sent: Datagram[] = [];
  latencyMs = 1;
  lose: (datagram: Datagram) => boolean = () => false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  transport(host: string, port = 5060): SipTransport {
    const local = { host, port };
    return {
      local,
      send: (bytes, remote) => this.deliver(bytes, local, remote),
      keepAlive: (remote) => this.deliver(KEEP_ALIVE, local, remote),
      onMessage: (listener) => void this.#listeners.set(name(local), listener),
      close: () => Promise.resolve(void this.#listeners.delete(name(local))),
    };
  }

  deliver(bytes: Uint8Array, from: Remote, to: Remote): void {
    const parsed = parseMessage(bytes);
    if (parsed.ok) {
      const datagram = { from: from.host, to: to.host, message: parsed.message, atMs: this.#clock.now() };
      this.sent.push(datagram);
      if (this.lose(datagram)) return;
    }
    this.#clock.schedule(this.latencyMs, () => this.#listeners.get(name(to))?.(bytes, from));
  }

  /** `INVITE`, `200 INVITE`, ... in the order sent. */
  get summary(): string[] {
    return this.sent.map(({ message }) => summaryOf(message));
  }
}

export function summaryOf(message: SipMessage): string {
  if (message.kind === 'request') return message.method;
  const cseq = message.headers.find(([header]) => header === 'CSeq')?.[1] ?? '';
  return `${message.status} ${cseq.split(' ')[1] ?? ''}`;
}

function name({ host, port }: Remote): string {
  return `${host}:${port}`;
}
