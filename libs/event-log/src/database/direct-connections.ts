import pg from 'pg';
import { connectionSettings, directConnection, type ConnectionOptions } from './connection-settings.ts';

/** In the words of a pool, for those who listen: a connection is made when it is asked for and ends when it is released. */
export interface DirectConnections {
  connect(): Promise<DirectClient>;
}

export type DirectClient = pg.Client & { release(destroy?: boolean): void };

export function directConnections(options: ConnectionOptions): DirectConnections {
  const settings = connectionSettings(directConnection({ ...options, applicationName: `${options.applicationName ?? 'faxwire'} direct` }));
  return { connect: () => connect(settings) };
}

async function connect(settings: pg.ClientConfig): Promise<DirectClient> {
  const client = new pg.Client(settings);
  // What is lost here is for whoever listens on it; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  return Object.assign(client, { release: () => void client.end().catch(() => {}) });
}
