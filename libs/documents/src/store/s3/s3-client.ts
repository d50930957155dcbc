import { S3Client } from '@aws-sdk/client-s3';

/** As the configuration has it. */
export interface S3Settings {
  /** URL of an S3-compatible server; empty: Amazon S3 of the region. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty: the credentials that the machine has (environment, profile, role). */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket in the path instead of the host name. */
  readonly pathStyle: boolean;
  /** Encryption by the server on top of ours. */
  readonly serverSideEncryption: 'none' | 'AES256' | 'aws:kms';
  /** For aws:kms; empty: the default key of the account. */
  readonly kmsKeyId: string;
}

/** A server that is there answers in milliseconds, one across the world in half a second. */
const CONNECT_WITHIN_MS = 2_000;
/** Sending a part of 5 MiB and being answered, or waiting for the next piece of an answer: slower than 250 kB/s is as good as away. */
export const ANSWER_WITHIN_MS = 20_000;
/** A request that was lost, one that met a server as it went down, and one that should not have to be. */
const MAX_TRIES = 3;
/** More at a time wait for a connection, within the time of their request. */
const MAX_CONNECTIONS = 50;

// The library warns on Node 20 that a later release of it will want more; this release is the one that we have tried.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export function s3Client(settings: S3Settings, answerWithinMs: number): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, pathStyle } = settings;
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    ...(endpoint === '' ? {} : { endpoint }),
    ...(accessKeyId === '' ? {} : { credentials: { accessKeyId, secretAccessKey } }),
    maxAttempts: MAX_TRIES,
    // Every chunk of ours is authenticated, and signatures cover what is sent: checksums that only some servers know add nothing.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Would open a connection of its own for every large part.
    expectContinueHeader: false,
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: MAX_CONNECTIONS },
      httpsAgent: { maxSockets: MAX_CONNECTIONS },
    },
  });
}

/** What goes with every write, and with nothing else. */
export function encryptionOf({ serverSideEncryption, kmsKeyId }: S3Settings) {
  if (serverSideEncryption === 'none') return {};
  const ofKey = serverSideEncryption === 'aws:kms' && kmsKeyId !== '' ? { SSEKMSKeyId: kmsKeyId } : {};
  return { ServerSideEncryption: serverSideEncryption, ...ofKey };
}
