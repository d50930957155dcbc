import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that a test can cut: what its clients see of a server that ends and comes back. */
export class Link {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  /** @param address host:port */
  constructor(address: string) {
    const at = address.lastIndexOf(':');
    this.#target = { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** The first time on a free port, afterwards on the same. */
  async open(): Promise<void> {
    const server = createServer((near) => this.#join(near));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(this.#target);
    near.pipe(far).pipe(near);
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
