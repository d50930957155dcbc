import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';

export interface TemporalSettings {
  /** host:port of the frontend. */
  readonly address: string;
  readonly namespace: string;
  /** Turns TLS on. */
  readonly apiKey?: string;
  readonly tls?: boolean;
  /** PEM files; empty means none. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
}

/** What both kinds of connection take, that of clients and that of workers. */
export interface TemporalConnectionOptions {
  readonly address: string;
  readonly tls?: TLSConfig;
  readonly apiKey?: string;
}

/**
 * Reads the files once.
 * @throws when a file cannot be read, or where there is a certificate without its key or the reverse
 */
export function temporalConnection(settings: TemporalSettings): TemporalConnectionOptions {
  const { address, apiKey } = settings;
  const encrypted = [settings.tls, apiKey, settings.caFile, settings.certFile, settings.keyFile].some(Boolean);
  return { address, ...(encrypted && { tls: tlsOf(settings) }), ...(apiKey && { apiKey }) };
}

function tlsOf({ caFile, certFile, keyFile, serverName }: TemporalSettings): TLSConfig {
  if (Boolean(certFile) !== Boolean(keyFile)) throw new Error('Mutual TLS with Temporal needs both certFile and keyFile.');
  return {
    ...(caFile && { serverRootCACertificate: readFileSync(caFile) }),
    ...(certFile && keyFile && { clientCertPair: { crt: readFileSync(certFile), key: readFileSync(keyFile) } }),
    ...(serverName && { serverNameOverride: serverName }),
  };
}
