import { VOICES_LIFE_MS, type VoicesHeard } from '@faxwire/fax';
import type { LessonBookOptions } from './lesson-book.ts';

const RECALL = { name: 'voice_recall', text: 'SELECT calls, last_at FROM faxwire_voices_at($1) WHERE last_at >= $2' };
/** Takes some of those along that are forgotten. Counting in the statement: of two calls that end at once neither is lost. */
const HEAR = {
  name: 'voice_hear',
  text: `
    WITH over AS (DELETE FROM destination_voice WHERE destination IN (
      SELECT destination FROM destination_voice WHERE last_at < $3 AND destination <> $1 ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED))
    INSERT INTO destination_voice AS heard (destination, calls, last_at) VALUES ($1, 1, $2)
    ON CONFLICT (destination) DO UPDATE SET last_at = excluded.last_at, calls = CASE WHEN heard.last_at < $3 THEN 1 ELSE least(heard.calls, 1000000) + 1 END`,
};
const FORGET = { name: 'voice_forget', text: 'DELETE FROM destination_voice WHERE destination = $1' };

/** Where voices answer instead of fax machines, for the faxes of all tenants. No tenant, no fax and no number stands in it. */
export class VoiceBook {
  readonly #options: LessonBookOptions;

  constructor(options: LessonBookOptions) {
    this.#options = options;
  }

  async recall(phoneNumber: string): Promise<VoicesHeard | undefined> {
    const { pool, hash, now } = this.#options;
    const { rows: [row] } = await pool.query<{ calls: number; last_at: Date }>({ ...RECALL, values: [hash(phoneNumber), new Date(now() - VOICES_LIFE_MS)] });
    return row && { calls: row.calls, lastAt: row.last_at.getTime() };
  }

  /** A voice answered a call. */
  async hear(phoneNumber: string): Promise<void> {
    const { pool, hash, now } = this.#options;
    const at = now();
    await pool.query({ ...HEAR, values: [hash(phoneNumber), new Date(at), new Date(at - VOICES_LIFE_MS)] });
  }

  /** A fax machine answered. */
  async forget(phoneNumber: string): Promise<void> {
    const { pool, hash } = this.#options;
    await pool.query({ ...FORGET, values: [hash(phoneNumber)] });
  }
}
