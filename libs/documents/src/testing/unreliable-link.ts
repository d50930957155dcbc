import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface UnreliableLink {
  readonly url: string;
  /** From now on connections are cut once so many bytes came back from the server; 0: at once. */
  cutAfter(bytes: number): void;
  /** From now on connections are cut once so many bytes went to the server. */
  cutAfterSending(bytes: number): void;
  /** From now on nothing comes back. */
  fallSilent(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Weather {
  readonly back: number;
  readonly forth: number;
  readonly silent: boolean;
}

const FINE: Weather = { back: Infinity, forth: Infinity, silent: false };

/** A TCP connection to a server that does what networks do. */
export async function unreliableLink(to: string): Promise<UnreliableLink> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let weather = FINE;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let [back, forth] = [0, 0];
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', cut).on('close', () => {
        open.delete(socket);
        cut();
      });
    }
    near.on('data', (data) => ((forth += data.length) > weather.forth ? cut() : far.write(data)));
    far.on('data', (data) => {
      if (weather.silent) return;
      if ((back += data.length) > weather.back) cut();
      else near.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const become = (next: Weather): void => {
    weather = next;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (back) => become({ ...FINE, back }),
    cutAfterSending: (forth) => become({ ...FINE, forth }),
    fallSilent: () => become({ ...FINE, silent: true }),
    mend: () => become(FINE),
    close: () => {
      become(FINE);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
