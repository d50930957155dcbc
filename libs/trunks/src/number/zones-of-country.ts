/** Of numbers that belong to no country. */
const NO_COUNTRY = ['UTC'];

/** `getTimeZones` in the standard as it became, `timeZones` in the engines before. */
interface LocaleWithZones {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[] | undefined;
}

/**
 * The time zones of a country, as the Unicode data of the engine have them (UTS 35, 6.3).
 * @param country ISO 3166-1 alpha-2
 */
export function zonesOfCountry(country: string | undefined): readonly string[] {
  if (country === undefined) return NO_COUNTRY;
  const locale = new Intl.Locale('und', { region: country }) as unknown as LocaleWithZones;
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.length === 0 ? NO_COUNTRY : zones;
}
