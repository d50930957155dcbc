import { DriverSlots } from './driver-slots.ts';

describe('driver slots', () => {
  it('let one drive at a time have a fax', () => {
    const slots = new DriverSlots();
    expect(slots.reserve('a')).toBe(true);
    expect(slots.reserve('a')).toBe(false);
    expect(slots.enter('a')).toBe(true);
    expect(slots.enter('a')).toBe(false);
  });

  it('send a drive back that was nudged while it ran, but not one that had not begun', () => {
    const slots = new DriverSlots();
    slots.reserve('a');
    slots.reserve('a');
    slots.enter('a');
    expect(slots.leave('a')).toBeUndefined();
    slots.reserve('a');
    slots.enter('a');
    slots.reserve('a');
    expect(slots.leave('a')).toBe('a');
  });

  it('come free when a reserved drive could not begin, but not under one that runs already', () => {
    const slots = new DriverSlots();
    slots.reserve('a');
    slots.cancel('a');
    expect(slots.has('a')).toBe(false);
    slots.reserve('b');
    slots.enter('b');
    slots.cancel('b');
    expect(slots.has('b')).toBe(true);
  });

  it('keep those that find no slot, and hand them out as slots come free', () => {
    const slots = new DriverSlots(1);
    slots.reserve('a');
    slots.enter('a');
    expect(slots.reserve('b')).toBe(false);
    expect(slots.leave('a')).toBe('b');
    expect(slots.reserve('b')).toBe(true);
    expect(slots.size).toBe(1);
  });
});
