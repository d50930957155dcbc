import { Connection } from '@temporalio/client';
import { temporalConnection, type TemporalSettings } from './connection.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

/**
 * What workers expect of a namespace; by whoever may, before they start.
 * @throws SearchAttributesMissing, or what Temporal says when it is away
 */
export async function prepareTemporal(settings: TemporalSettings): Promise<void> {
  const connection = await Connection.connect(temporalConnection(settings));
  try {
    await ensureSearchAttributes(connection, settings.namespace);
  } finally {
    await connection.close();
  }
}
