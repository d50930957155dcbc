import { patched, sleep } from '@temporalio/workflow';
import { drive } from '../../drive.ts';
import { WorkflowPort } from '../workflow-port.ts';

/** A later version that asks for something else than ours, but only for faxes that it began itself. */
export async function driveFax(faxId: string): Promise<void> {
  const port = new WorkflowPort();
  if (patched('breathe-first')) await sleep(1);
  do await drive(port, faxId);
  while (port.isNudged);
}
