import { windowOpensAt } from '@faxwire/fax';
import { zonesOfCountry } from './zones-of-country.ts';

describe('the time zones of a country', () => {
  it('are one, several, or that of the world', () => {
    expect(zonesOfCountry('FR')).toEqual(['Europe/Paris']);
    expect(zonesOfCountry('US')).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu']));
    expect([zonesOfCountry(undefined), zonesOfCountry('ZZ')]).toEqual([['UTC'], ['UTC']]);
  });
  it('leave some hours of the day in which a country of many is awake', () => {
    const day = { from: 480, until: 1200, days: [1, 2, 3, 4, 5, 6, 7], timeZones: zonesOfCountry('US') };
    expect(new Date(windowOpensAt(day, Date.UTC(2026, 0, 15, 2)) ?? 0).toISOString()).toBe('2026-01-15T18:00:00.000Z');
  });
});
