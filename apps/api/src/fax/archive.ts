const DAY_MS = 24 * 60 * 60_000;

/** A fax at rest for so long as its tenant keeps it at hand. Not a fact of its own: it follows from when it came to rest, and from the setting. */
export function isArchived({ restedAt }: { readonly restedAt?: number | undefined }, { archiveAfterDays }: { readonly archiveAfterDays: number }, now: number): boolean {
  return restedAt !== undefined && now - restedAt >= archiveAfterDays * DAY_MS;
}
