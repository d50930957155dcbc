import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Connection, WorkflowClient } from '@temporalio/client';
import { temporal } from '@faxwire/testing';
import { ensureSearchAttributes, SearchAttributesMissing } from './search-attributes.ts';
import { Fleet, PATIENCE_MS, played, until } from './testing/fleet.ts';

jest.setTimeout(PATIENCE_MS * 2);
const { address } = await temporal();
const DAY_SECONDS = 86_400;

describe('search attributes', () => {
  let connection: Connection;
  let namespace: string;
  beforeEach(async () => {
    connection = await Connection.connect({ address });
    namespace = `faxwire-${randomUUID()}`;
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: DAY_SECONDS as never } });
    await until(() => knows(connection, namespace));
  });
  afterEach(() => connection.close());

  it('are registered where they are missing, however often', async () => {
    await ensureSearchAttributes(connection, namespace);
    await ensureSearchAttributes(connection, namespace);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['FaxTenant', 'FaxStatus', 'FaxAttempts']));
  });

  it('are refused where one of that name is of another type', async () => {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { FaxAttempts: 2 } });
    await expect(ensureSearchAttributes(connection, namespace)).rejects.toBeInstanceOf(SearchAttributesMissing);
  });

  it('can be used as soon as the engine has started', async () => {
    const fleet = new Fleet({ address, namespace });
    const engine = await fleet.engine(played());
    const faxId = randomUUID();
    await engine.wake(faxId);
    const client = new WorkflowClient({ connection, namespace });
    await until(async () => (await client.getHandle(faxId).describe()).status.name === 'COMPLETED');
    await fleet.stop();
    expect(fleet.errors).toEqual([]);
  });

  it('are done without where they cannot be had, rather than faxes', async () => {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { FaxAttempts: 2 } });
    const fleet = new Fleet({ address, namespace });
    const steps = played({ kind: 'render' });
    const engine = await fleet.engine(steps);
    await engine.wake(randomUUID());
    await until(() => steps.acted.length === 1);
    await fleet.stop();
    expect(fleet.errors).toEqual([expect.any(SearchAttributesMissing)]);
  });
});

/** A new namespace takes a moment until every part of the server knows it. */
async function knows(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.operatorService.listSearchAttributes({ namespace });
    await connection.workflowService.listWorkflowExecutions({ namespace });
    return true;
  } catch {
    return false;
  }
}
