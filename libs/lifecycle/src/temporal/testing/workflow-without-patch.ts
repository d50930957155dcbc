import { sleep } from '@temporalio/workflow';
import { drive } from '../../drive.ts';
import { WorkflowPort } from '../workflow-port.ts';

/** A later version that forgot the faxes in flight. */
export async function driveFax(faxId: string): Promise<void> {
  const port = new WorkflowPort();
  await sleep(1);
  do await drive(port, faxId);
  while (port.isNudged);
}
