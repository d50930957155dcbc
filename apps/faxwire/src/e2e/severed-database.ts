import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a database that can be cut: connections that there are end, and new ones too. */
export class SeveredDatabase {
  /** Of the database, by this way. */
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(server: Server, target: URL) {
    this.#server = server;
    const url = new URL(target);
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = url.href;
    server.on('connection', (client) => this.#carry(client, target));
  }

  static open(databaseUrl: string): Promise<SeveredDatabase> {
    const server = createServer();
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(new SeveredDatabase(server, new URL(databaseUrl)))));
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #carry(client: Socket, { hostname, port }: URL): void {
    if (this.#isCut) return void client.destroy();
    const database = connect(Number(port), hostname);
    for (const [socket, other] of [[client, database], [database, client]] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
