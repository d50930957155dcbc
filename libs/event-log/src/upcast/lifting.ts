import type { FaxEventType } from '@faxwire/fax';
import { EventUnreadable } from './event-unreadable.ts';
import type { StoredData, Upcaster } from './upcaster.ts';

export interface Stored {
  readonly type: FaxEventType;
  readonly data: object;
  /** `meta.schema`; absent in events of the first version. */
  readonly schema: string | undefined;
}

export interface Lifting {
  /**
   * The data in today's form.
   * @throws EventUnreadable
   */
  readonly lift: (stored: Stored) => object;
  /** What `meta.schema` of a new event of this type says; undefined for the first version. */
  readonly schemaOf: (type: FaxEventType) => string | undefined;
}

/** @throws RangeError where the upcasters of a type do not lead from 1 to the last version, each step once */
export function liftingBy(upcasters: readonly Upcaster[]): Lifting {
  const steps = stepsOf(upcasters);
  return {
    lift({ type, data, schema }) {
      const known = steps.get(type) ?? [];
      const version = versionOf(type, schema);
      if (version > known.length + 1) {
        throw new EventUnreadable('event_schema_unknown', `An event ${type} has schema ${version}; this release knows ${known.length + 1}.`);
      }
      return known.slice(version - 1).reduce((lifted, { lift }) => lift(lifted), data as StoredData);
    },
    schemaOf(type) {
      const known = steps.get(type);
      return known && String(known.length + 1);
    },
  };
}

function stepsOf(upcasters: readonly Upcaster[]): ReadonlyMap<FaxEventType, readonly Upcaster[]> {
  const steps = new Map<FaxEventType, Upcaster[]>();
  for (const upcaster of upcasters) {
    const before = steps.get(upcaster.type) ?? [];
    if (upcaster.from !== before.length + 1) throw new RangeError(`${upcaster.type} cannot be lifted from ${upcaster.from} after ${before.length} steps`);
    steps.set(upcaster.type, [...before, upcaster]);
  }
  return steps;
}

/** Written by us, so anything else means that somebody else wrote it. */
const VERSION = /^[1-9][0-9]{0,5}$/;

function versionOf(type: FaxEventType, schema: string | undefined): number {
  if (schema === undefined) return 1;
  if (typeof schema === 'string' && VERSION.test(schema)) return Number(schema);
  throw new EventUnreadable('event_schema_invalid', `The schema of an event ${type} is ${JSON.stringify(schema)}.`);
}
