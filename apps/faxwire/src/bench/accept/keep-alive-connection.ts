import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * One request at a time over one connection, with no HTTP library: on a small machine the client would take the time
 * that it is to measure. Both servers answer with Content-Length.
 */
export class KeepAliveConnection {
  readonly #socket: Socket;
  #received = '';
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#take(chunk));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('The server closed the connection.')));
  }

  static async open(host: string, port: number): Promise<KeepAliveConnection> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new KeepAliveConnection(socket);
  }

  /** The status of the answer, once all of it is here. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      [this.#answered, this.#failed] = [resolve, reject];
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(/^content-length: (\d+)/im.exec(this.#received.slice(0, headEnd))?.[1]);
    if (this.#received.length < headEnd + HEAD_END.length + length) return;
    const status = Number(this.#received.slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3));
    this.#received = '';
    this.#answered?.(status);
  }
}
