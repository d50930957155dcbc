import { drive } from '../drive.ts';
import { WorkflowPort } from './workflow-port.ts';

/**
 * The life of one fax. Repeats what `drive` asks for and knows nothing itself: the activities read the log anew.
 * A change of the order of what it asks for has to be behind `patched`: docs/adr/0010.
 */
export async function driveFax(faxId: string): Promise<void> {
  const port = new WorkflowPort();
  // A nudge that came while the plan said stop is looked at.
  do await drive(port, faxId);
  while (port.isNudged);
}
