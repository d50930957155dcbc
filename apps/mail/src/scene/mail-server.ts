import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, headers and all. */
  readonly source: string;
}

/** An answer other than 250: what RCPT TO is refused with. */
export type Refusal = { readonly code: number; readonly text: string } | undefined;

/** A tenant's mail server on loopback. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  refusal: Refusal;
  readonly #server: SMTPServer;
  readonly #scheme: 'smtp' | 'smtps';

  private constructor(options: SMTPServerOptions) {
    this.#scheme = options.secure ? 'smtps' : 'smtp';
    this.#server = new SMTPServer({
      authOptional: true, logger: false, closeTimeout: 100, ...options,
      onRcptTo: (_address, _session, callback) => callback(this.refusal && Object.assign(new Error(this.refusal.text), { responseCode: this.refusal.code })),
      onData: (stream, { envelope: { mailFrom, rcptTo } }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source: Buffer.concat(chunks).toString() });
          callback();
        });
      },
    });
    // A client that does not trust us hangs up in the middle of the handshake.
    this.#server.on('error', () => undefined);
  }

  /** @param options left out: without encryption */
  static async start(options: SMTPServerOptions = { disabledCommands: ['STARTTLS', 'AUTH'] }): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The value of a header, unfolded (RFC 5322 2.2.3); undefined where there is none. */
export function headerOf({ source }: ReceivedMail, name: string): string | undefined {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/gu, ' ');
  const line = head.split('\r\n').find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}
