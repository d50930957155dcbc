import * as z from 'zod';

export const Timestamp = z.iso.datetime({ precision: 3 });

/** RFC 3339, UTC, with milliseconds. */
export function timestamp(at: number): string {
  return new Date(at).toISOString();
}
