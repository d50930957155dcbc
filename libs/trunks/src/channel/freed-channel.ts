import type { Queryable } from '@faxwire/event-log';

/** A channel that was somebody's until now. */
export interface FreedChannel {
  readonly trunk: string;
  readonly phoneNumber: string;
}

/** `$2` is the holder, or null for a grant that nobody took up; a call of somebody else stays as it is. */
const GIVE_UP = {
  name: 'channel_give_up',
  text: `
    WITH place AS (DELETE FROM channel_wait WHERE fax_id = $1)
    DELETE FROM channel WHERE fax_id = $1 AND holder IS NOT DISTINCT FROM $2 RETURNING trunk, phone_number AS "phoneNumber"`,
};

/** The fax waits no longer, and the channel that it has from this holder (undefined: from nobody yet) is free. */
export async function giveUp(on: Queryable, faxId: string, holder?: string): Promise<readonly FreedChannel[]> {
  const { rows } = await on.query<FreedChannel>({ ...GIVE_UP, values: [faxId, holder ?? null] });
  return rows;
}

/**
 * What is being renewed or removed at this moment is left to whoever does it: waiting for it here could end in a circle.
 * A row that is gone was lapsed for everybody, so those who give channels away count rows and compare no times.
 */
const REMOVE_LAPSED = {
  name: 'channel_remove_lapsed',
  text: `
    DELETE FROM channel WHERE fax_id IN (SELECT fax_id FROM channel WHERE lapses_at <= now() FOR UPDATE SKIP LOCKED)
    RETURNING trunk, phone_number AS "phoneNumber"`,
};

/** Grants that nobody took up, and holds of workers that are gone. */
export async function removeLapsed(on: Queryable): Promise<readonly FreedChannel[]> {
  const { rows } = await on.query<FreedChannel>(REMOVE_LAPSED);
  return rows;
}

const REMOVE_OLD_PLACES = {
  name: 'channel_remove_old_places',
  text: `
    WITH turn AS (DELETE FROM channel_turn WHERE last_at < now() - make_interval(secs => $1::double precision / 1000))
    DELETE FROM channel_wait WHERE fax_id IN (
      SELECT fax_id FROM channel_wait WHERE waiting_since < now() - make_interval(secs => $1::double precision / 1000) FOR UPDATE SKIP LOCKED)`,
};

/** Places of faxes that nobody tries any more, and turns from before all who wait. */
export async function removeOldPlaces(on: Queryable, waitLapseMs: number): Promise<void> {
  await on.query({ ...REMOVE_OLD_PLACES, values: [waitLapseMs] });
}
