/** Temporal's JSON of a history event; only what is used here. */
export interface HistoryEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}

export interface StoredHistory {
  readonly events: readonly HistoryEvent[];
}

/** The same with two activities in each other's place. */
export function exchanged(history: StoredHistory, [one, other]: readonly [string, string]): StoredHistory {
  const named = (name: string): string => (name === one ? other : name === other ? one : name);
  const isType = (key: string, value: unknown): value is { name: string } => key === 'activityType' && typeof value === 'object' && value !== null;
  return JSON.parse(JSON.stringify(history, (key, value: unknown) => (isType(key, value) ? { name: named(value.name) } : value))) as StoredHistory;
}

/** The same without what recorded histories say about the SDK that made them. */
export function withoutFlags(history: StoredHistory): StoredHistory {
  return JSON.parse(JSON.stringify(history, (key, value: unknown) => (key === 'sdkMetadata' ? undefined : value))) as StoredHistory;
}
