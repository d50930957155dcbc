import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { engineProof } from '../engine-cache.ts';
import { LOOPBACK } from '../port.ts';
import { EngineProcess } from '../process/engine-process.ts';
import type { Watchdog } from '../process/watchdog.ts';
import type { Place } from './place.ts';

const ANSWER_MS = 1_000;

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export class S3Engine extends EngineProcess implements S3Keys {
  readonly endpoint: string;
  readonly region = 'us-east-1';
  /** Exists from the start; to this server a bucket is a folder. */
  readonly bucket = 'faxwire';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;

  constructor(place: Place, settings: { readonly port: number; readonly keys: S3Keys }, watchdog: Watchdog) {
    const { port, keys } = settings;
    const buckets = join(place.folder, 'buckets');
    const metadata = join(place.folder, 'metadata');
    super(
      {
        name: 's3',
        base: place.base,
        ports: [port],
        launch: async () => {
          await mkdir(join(buckets, 'faxwire'), { recursive: true });
          await mkdir(metadata, { recursive: true });
          return {
            file: engineProof('versitygw'),
            // Metadata in files beside: not every file system (tmpfs, overlays in CI) has extended attributes.
            args: ['--port', `${LOOPBACK}:${port}`, '--region', 'us-east-1', '--quiet', 'posix', '--sidecar', metadata, buckets],
            // Not as arguments: those are shown to every user of the machine.
            env: { ROOT_ACCESS_KEY_ID: keys.accessKeyId, ROOT_SECRET_ACCESS_KEY: keys.secretAccessKey },
          };
        },
        answers: () => httpAnswers(port),
      },
      watchdog,
    );
    this.endpoint = `http://${LOOPBACK}:${port}`;
    this.accessKeyId = keys.accessKeyId;
    this.secretAccessKey = keys.secretAccessKey;
  }
}

/** Any answer will do: without a signature it is a refusal. */
function httpAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ host: LOOPBACK, port, timeout: ANSWER_MS }, (response) => {
      response.resume();
      resolve(response.statusCode !== undefined);
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(false));
    asking.end();
  });
}
