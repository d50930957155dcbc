import { TRANSITIONS } from '@faxwire/fax';
import type { Plain, Same } from './agreement.ts';
import { ALL_EVENTS_AGREE } from './agreement.ts';
import { EXAMPLE_STORIES, storyOf } from './example-fax.ts';
import { FAX_EVENT_DATA } from './fax-event-data.ts';

describe('the descriptions of events', () => {
  const events = EXAMPLE_STORIES.flatMap(storyOf);

  it('are there for every event, with words', () => {
    expect(Object.keys(FAX_EVENT_DATA)).toEqual(TRANSITIONS.map(({ event }) => event));
    expect(Object.values(FAX_EVENT_DATA).filter((schema) => !schema.meta()?.description)).toEqual([]);
  });

  it('are true of what the domain decides, field by field and with none left out', () => {
    for (const { type, data } of events) expect(FAX_EVENT_DATA[type].safeParse(data)).toMatchObject({ success: true, data });
  });

  it('are seen to be untrue where an event has a field that is not described, or lacks one', () => {
    for (const { type, data } of events) {
      const [first] = Object.keys(data);
      expect(FAX_EVENT_DATA[type].safeParse({ ...data, undescribed: true }).success).toBe(false);
      if (first !== undefined) expect(FAX_EVENT_DATA[type].safeParse({ ...data, [first]: undefined }).success).toBe(false);
    }
  });

  it('are compared with the types of the domain by the compiler, which tells apart what fits from what is the same', () => {
    const same: Same<Plain<{ readonly a: string } & { readonly b?: readonly number[] }>, { a: string; b?: number[] }> = true;
    const forgotten: Same<{ a: string }, { a: string; b?: number }> = false;
    const wider: Same<{ a: 'x' | 'y' }, { a: string }> = false;
    expect([ALL_EVENTS_AGREE, same, forgotten, wider]).toEqual([true, true, false, false]);
  });
});
