import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;
/** T.4 at fine resolution, the fax device of the reference. */
const FAX_DEVICE = ['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=tiffg4', '-r204x196'];

export async function hasGhostscript(): Promise<boolean> {
  return run('gs', ['--version'], { timeout: TIMEOUT_MS }).then(() => true, () => false);
}

/** Starts a process a document, as everybody does who uses it. */
export async function ghostscript(inputPath: string, outputPath: string): Promise<void> {
  await run('gs', [...FAX_DEVICE, `-sOutputFile=${outputPath}`, inputPath], { timeout: TIMEOUT_MS });
}
