import { mkdir } from 'node:fs/promises';
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import { Watchdog, freePort } from '@faxwire/local-engines';
import { AppProcess, type AppName } from './app-process.ts';

const LOOPBACK = '127.0.0.1';
/** Those that need nobody start first, and leave last. */
const START_ORDER: readonly AppName[] = ['sandbox', 'relay', 'webhooks', 'media', 'lifecycle', 'api'];
/** Each media process has ports of its own for its calls. */
const MEDIA_PORTS = 200;
const FIRST_MEDIA_PORT = 40_000;

export interface FleetOptions {
  /** Every process gets a folder in here. */
  readonly dataDir: string;
  /** What all processes share: engines, bucket, log level ... */
  readonly env: Readonly<Record<string, string>>;
  /** The database as the app's own role. */
  readonly databaseUrlOf: (app: AppName) => string;
  readonly masterKeyFile: string;
  /** How many of each app; one where it is not named, none where it is 0. */
  readonly count?: Partial<Readonly<Record<AppName, number>>>;
  /** Variables of one app alone. */
  readonly envOf?: (app: AppName, index: number) => Readonly<Record<string, string>>;
  readonly port?: number;
  readonly graceSeconds?: number;
}

/** All apps as processes of their own, on engines that run already. */
export class Fleet {
  readonly baseUrl: string;
  readonly sandboxUrl: string;
  readonly processes: readonly AppProcess[];

  readonly #watchdog: Watchdog;

  private constructor({ baseUrl, sandboxUrl, processes, watchdog }: Pick<Fleet, 'baseUrl' | 'sandboxUrl' | 'processes'> & { readonly watchdog: Watchdog }) {
    this.baseUrl = baseUrl;
    this.sandboxUrl = sandboxUrl;
    this.processes = processes;
    this.#watchdog = watchdog;
  }

  /** Lays out names, folders and ports; no app is started. */
  static async plan(options: FleetOptions): Promise<Fleet> {
    const apiPort = options.port ?? (await freePort());
    const [sandboxPort, mediaPort] = [await freeUdpPort(), await freeUdpPort()];
    const processes: AppProcess[] = [];
    const watchdog = new Watchdog();
    for (const app of START_ORDER) {
      for (let index = 0; index < (options.count?.[app] ?? 1); index += 1) {
        processes.push(await plannedProcess(options, { app, index, sandboxPort, mediaPort, watchdog, apiPort: index === 0 ? apiPort : await freePort() }));
      }
    }
    const sandbox = processes.find(({ options: { app } }) => app === 'sandbox');
    return new Fleet({ baseUrl: `http://${LOOPBACK}:${apiPort}`, sandboxUrl: sandbox?.options.probeUrl ?? '', processes, watchdog });
  }

  of(app: AppName): readonly AppProcess[] {
    return this.processes.filter(({ options }) => options.app === app);
  }

  one(name: string): AppProcess {
    const found = this.processes.find((process) => process.name === name);
    if (!found) throw new Error(`There is no process ${name}.`);
    return found;
  }

  async start(): Promise<void> {
    for (const process of this.processes) process.start();
    await Promise.all(this.processes.map((process) => process.ready()));
  }

  /** Front door first, so that nothing new comes in; each may finish what it does. */
  async stop(): Promise<void> {
    for (const process of [...this.processes].reverse()) {
      process.signal('SIGCONT');
      await process.end('SIGTERM');
    }
    this.#close();
  }

  async kill(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end('SIGKILL'))).finally(() => this.#close());
  }

  #close(): void {
    for (const process of this.processes) process.closeLog();
    this.#watchdog.close();
  }
}

interface Place {
  readonly app: AppName;
  readonly index: number;
  readonly sandboxPort: number;
  /** Of the first media process: whom the sandbox calls. */
  readonly mediaPort: number;
  readonly apiPort: number;
  readonly watchdog: Watchdog;
}

async function plannedProcess(options: FleetOptions, place: Place): Promise<AppProcess> {
  const { app, index, apiPort, sandboxPort, mediaPort, watchdog } = place;
  const name = index === 0 ? app : `${app}-${index + 1}`;
  const cwd = join(options.dataDir, name);
  await mkdir(cwd, { recursive: true });
  const probePort = app === 'api' ? apiPort : await freePort();
  const first = FIRST_MEDIA_PORT + index * MEDIA_PORTS;
  const env = {
    FAXWIRE_DATA_DIR: cwd,
    FAXWIRE_DATABASE_URL: options.databaseUrlOf(app),
    FAXWIRE_DOCUMENTS_MASTER_KEY_FILE: options.masterKeyFile,
    FAXWIRE_HEALTH_PORT: String(probePort),
    FAXWIRE_PORT: String(apiPort),
    FAXWIRE_SANDBOX_SIP_PORT: String(sandboxPort),
    ...(app === 'sandbox' && { FAXWIRE_SANDBOX_CALL_ADDRESS: `${LOOPBACK}:${mediaPort}` }),
    ...(app === 'media' && index === 0 && { FAXWIRE_SIP_PORT: String(mediaPort) }),
    FAXWIRE_MEDIA_PORT_RANGE: `[${first}, ${first + MEDIA_PORTS - 1}]`,
    FAXWIRE_SHUTDOWN_GRACE_SECONDS: String(options.graceSeconds ?? 30),
    ...options.env,
    ...options.envOf?.(app, index),
  };
  return new AppProcess({ app, name, env, cwd, probeUrl: `http://${LOOPBACK}:${probePort}`, logFile: join(cwd, 'process.log'), watchdog });
}

/** Somebody else could take it before the sandbox does; then the sandbox says so and the start fails. */
function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, LOOPBACK, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
