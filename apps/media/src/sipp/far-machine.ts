import { join } from 'node:path';
import { MediaSocket, type FaxTerminal, type FaxTerminalFactory } from '@faxwire/terminal';

const LOOPBACK = '127.0.0.1';
/** RTP, version 2, payload type 0, as a gateway goes on sending it after the switch to T.38. */
const STRAY_RTP = Buffer.concat([Buffer.from([0x80, 0x00, 0x12, 0x34, 0, 0, 0, 1, 0, 0, 0, 2]), Buffer.alloc(160, 0xff)]);
const STRAY_PACKETS = 200;

/** For specs: the fax machine behind a carrier whose SIP is SIPp's. It answers in T.38 on a port of its own. */
export class FarMachine {
  readonly port: number;
  readonly #socket: MediaSocket;
  #terminal: FaxTerminal | undefined;

  private constructor(socket: MediaSocket) {
    this.#socket = socket;
    this.port = socket.port;
  }

  static async open(): Promise<FarMachine> {
    return new FarMachine(await MediaSocket.bind({ host: LOOPBACK }));
  }

  receivedPath(folder: string, farPort: number): string {
    return join(folder, `received-${farPort}.tif`);
  }

  /** Answers whoever sends from this port: tones of theirs before the switch are read over. */
  async start(terminals: FaxTerminalFactory, { farPort, folder, speed }: { farPort: number; folder: string; speed: number }): Promise<void> {
    this.#socket.expect({ address: LOOPBACK, port: farPort });
    const channel = this.#socket.switchToT38({});
    const terminal = await terminals.open(
      {
        role: 'answer', receive: { tiffPath: this.receivedPath(folder, farPort) }, stationId: '+4930222', maxBitRate: 14_400, v17: true, ecm: true,
        compressions: ['mmr', 'mr', 'mh'], resolutions: ['standard', 'fine'], speed, gate: false, maxCallSeconds: 600, maxSilenceSeconds: 60,
      },
      {
        onPacket: (ifp, copies) => channel.send(ifp, copies),
        onFact: () => undefined,
        onResult: () => undefined,
        onFailed: () => undefined,
      },
    );
    this.#terminal = terminal;
    channel.attach(terminal);
    terminal.start();
  }

  /** Audio that keeps coming on the port of T.38. */
  sendStrayAudio(): void {
    for (let count = 0; count < STRAY_PACKETS; count += 1) this.#socket.send(STRAY_RTP);
  }

  async close(): Promise<void> {
    this.#terminal?.terminate();
    await this.#socket.close();
  }
}
