import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { callIdOf, parseMessage, responseTo, serialiseMessage, userOfUri } from '@faxwire/sip';

export interface SeenInvite {
  readonly number: string;
  /** performance.now() when its datagram was here. */
  readonly at: number;
}

/** No retry follows it, so that one measurement leaves nothing for the next. */
const NO_SUCH_NUMBER = 404;

/** A bare socket where a carrier would be: notes when an INVITE comes, and that nobody has that number. */
export class RefusingTrunk {
  readonly #socket: Socket;
  readonly #calls = new Set<string>();
  readonly #onInvite: (invite: SeenInvite) => void;

  private constructor(socket: Socket, onInvite: (invite: SeenInvite) => void) {
    this.#socket = socket;
    this.#onInvite = onInvite;
    socket.on('message', (datagram, from) => this.#take(datagram, from));
  }

  static async open(onInvite: (invite: SeenInvite) => void): Promise<RefusingTrunk> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new RefusingTrunk(socket, onInvite);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    this.#socket.close();
  }

  #take(datagram: Buffer, from: RemoteInfo): void {
    const at = performance.now();
    const parsed = parseMessage(datagram);
    if (!parsed.ok || parsed.message.kind !== 'request' || parsed.message.method !== 'INVITE') return;
    const request = parsed.message;
    this.#socket.send(serialiseMessage(responseTo(request, { status: NO_SUCH_NUMBER, toTag: 'bench' })), from.port, from.address);
    const callId = callIdOf(request);
    if (callId === undefined || this.#calls.has(callId)) return;
    this.#calls.add(callId);
    this.#onInvite({ number: userOfUri(request.uri) ?? '', at });
  }
}
