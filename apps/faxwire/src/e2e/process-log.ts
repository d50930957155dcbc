import { readFile } from 'node:fs/promises';
import type { AppProcess } from '../distributed/app-process.ts';

export interface LogLine {
  /** ms since the epoch */
  readonly at: number;
  readonly msg: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a process of the stage has logged so far, over all its starts. Lines that are no JSON are a library's. */
export async function logOf({ options: { logFile } }: AppProcess): Promise<readonly LogLine[]> {
  const lines = (await readFile(logFile, 'utf8')).split('\n').filter((line) => line.startsWith('{'));
  return lines.flatMap((line) => {
    const fields = parsed(line);
    return fields ? [{ fields, at: Date.parse(String(fields['time'])), msg: String(fields['msg']) }] : [];
  });
}

/** The last line may be half written. */
function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
