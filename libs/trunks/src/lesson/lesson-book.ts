import type { Queryable } from '@faxwire/event-log';
import { LESSON_LIFE_MS, type DestinationLesson } from '@faxwire/fax';
import type { DestinationHash } from './destination-hash.ts';
import { lessonSettings } from './lesson-settings.ts';

export interface Destination {
  readonly trunk: string;
  /** E.164. */
  readonly phoneNumber: string;
}

export interface LessonBookOptions {
  readonly pool: Queryable;
  readonly hash: DestinationHash;
  readonly now: () => number;
}

const RECALL = { name: 'lesson_recall', text: 'SELECT settings, learnt_at FROM destination_lesson WHERE destination = $1 AND trunk = $2' };
/** Takes some of those along that nobody has asked for since they were over. */
const REMEMBER = {
  name: 'lesson_remember',
  text: `
    WITH over AS (DELETE FROM destination_lesson WHERE destination IN (
      SELECT destination FROM destination_lesson WHERE learnt_at < $6 AND destination <> $1 ORDER BY learnt_at LIMIT 100 FOR UPDATE SKIP LOCKED))
    INSERT INTO destination_lesson (destination, trunk, fax_id, settings, learnt_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (destination, trunk) DO UPDATE SET fax_id = excluded.fax_id, settings = excluded.settings, learnt_at = excluded.learnt_at`,
};
const FORGET = { name: 'lesson_forget', text: 'DELETE FROM destination_lesson WHERE destination = $1 AND trunk = $2' };
const FORGET_FAX = { name: 'lesson_forget_fax', text: 'DELETE FROM destination_lesson WHERE fax_id = $1' };

/** With what each destination of a trunk took its last fax, where that was less than everything. No tenant and no number stands in it. */
export class LessonBook {
  readonly #options: LessonBookOptions;

  constructor(options: LessonBookOptions) {
    this.#options = options;
  }

  async recall({ trunk, phoneNumber }: Destination): Promise<DestinationLesson | undefined> {
    const { pool, hash } = this.#options;
    const { rows: [row] } = await pool.query<{ settings: unknown; learnt_at: Date }>({ ...RECALL, values: [hash(phoneNumber), trunk] });
    const settings = row && lessonSettings(row.settings);
    return settings && { settings, learntAt: row.learnt_at.getTime() };
  }

  /** @param faxId with whose personal data the lesson is erased */
  async remember({ trunk, phoneNumber }: Destination, faxId: string, settings: DestinationLesson['settings']): Promise<void> {
    const { pool, hash, now } = this.#options;
    const at = now();
    await pool.query({ ...REMEMBER, values: [hash(phoneNumber), trunk, faxId, JSON.stringify(settings), new Date(at), new Date(at - LESSON_LIFE_MS)] });
  }

  async forget({ trunk, phoneNumber }: Destination): Promise<void> {
    const { pool, hash } = this.#options;
    await pool.query({ ...FORGET, values: [hash(phoneNumber), trunk] });
  }
}

const FORGET_FAX_BLINDLY = { name: 'lesson_forget_fax_blindly', text: 'SELECT faxwire_forget_lessons($1)' };

/** The same for a process that may not see lessons. */
export async function forgetLessonsBlindly(on: Queryable, faxId: string): Promise<void> {
  await on.query({ ...FORGET_FAX_BLINDLY, values: [faxId] });
}

/** What a fax has taught, once its personal data are erased. */
export async function forgetLessonsOf(on: Queryable, faxId: string): Promise<void> {
  await on.query({ ...FORGET_FAX, values: [faxId] });
}
