import * as z from 'zod';
import { isPhoneNumber } from '@faxwire/fax';
import { MAX_HEADER_CHARS, STATION_ID } from './fax-wish.ts';
import { lineText } from './line-text.ts';

/** Ten years: the longest that records are commonly kept for. */
const MAX_DAYS = 3_650;
/** Everybody in a list gets a message for each fax. */
const MAX_EMAILS = 20;
const MAX_SMS_NUMBERS = 10;
const MAX_EMAIL_CHARS = 254;

const days = (least: number) => z.int().min(least).max(MAX_DAYS);
const number = () => z.string().refine(isPhoneNumber, 'E.164 with a leading + is needed');

export const Country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters (ISO 3166-1) are needed').meta({ example: 'DE' });

/** More than there are is a mistake. */
const MAX_COUNTRIES = 250;

const TIME_OF_DAY = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const MAX_ZONE_CHARS = 64;
const timeOfDay = (example: string) => z.string().regex(TIME_OF_DAY, 'hours and minutes are needed, as in 08:00').meta({ example });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const CallingHours = z
  .strictObject({
    from: timeOfDay('08:00'),
    until: timeOfDay('20:00').meta({ description: 'Earlier than `from`: on the next day.' }),
    days: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]).meta({ description: 'Days on which they begin: 1 for Monday to 7 for Sunday.' }),
    timeZone: z.string().max(MAX_ZONE_CHARS).refine(isTimeZone, 'an IANA time zone is needed, as in Europe/Berlin').nullable().default(null)
      .meta({ description: 'Whose clock counts; null: that of the number\'s country. In a country of several zones the hours have to be met in all of them.', example: 'Europe/Berlin' }),
  })
  .refine(({ from, until }) => from !== until, 'begins and ends at the same time')
  .meta({ id: 'CallingHours', 'x-faxwire-addition': true });
export type CallingHours = z.infer<typeof CallingHours>;

const Notifications = z.strictObject({
  emails: z.array(z.email().max(MAX_EMAIL_CHARS)).max(MAX_EMAILS).default([]),
  smsNumbers: z.array(number()).max(MAX_SMS_NUMBERS).default([]).meta({ description: 'E.164.' }),
  on: z.array(z.enum(['sent', 'failed'])).max(2).default([]).meta({ description: 'What they are told of; empty: nothing.' }),
});

/** What a tenant has decided about its faxes; what it has not is the default. */
export const TenantSettings = z
  .strictObject({
    defaultCountry: Country.default('US').meta({ description: 'How numbers without a country code are read.' }),
    archiveAfterDays: days(1).default(90).meta({ description: 'A fax at rest for so long is archived.' }),
    documentRetentionDays: days(0).nullable().default(null).meta({ description: 'Documents of a fax are deleted so long after it came to rest; null: kept.' }),
    personalDataRetentionDays: days(0).nullable().default(null).meta({ description: 'Numbers and metadata of a fax are deleted so long after it came to rest; null: kept.' }),
    stationId: z.string().regex(STATION_ID, 'up to 20 digits, plus and space').nullable().default(null).meta({ description: 'What the far end is told we are (TSI), where a fax says nothing; null: the number it is sent from.' }),
    headerText: lineText(MAX_HEADER_CHARS).nullable().default(null).meta({ description: 'Text in the line on top of each page; null: none.' }),
    senderNumber: number().nullable().default(null).meta({ description: 'The tenant\'s number that faxes are sent from, where a fax says nothing; null: the trunk\'s.' }),
    blockedCountries: z.array(Country).max(MAX_COUNTRIES).default([]).meta({ description: 'Numbers of these countries are not dialled, beside what the operator has blocked. ISO 3166-1, two letters.' }),
    callingHours: CallingHours.nullable().default(null).meta({ description: 'Numbers are called at these hours only; a fax waits for them. Null: at any time.' }),
    notifications: Notifications.prefault({}),
  })
  .meta({ id: 'TenantSettings', 'x-faxwire-addition': true });
export type TenantSettings = z.infer<typeof TenantSettings>;

const shape = TenantSettings.shape;

/** Changes some settings and leaves the others; a notification setting is given as a whole. */
export const TenantSettingsChange = z
  .strictObject({
    defaultCountry: shape.defaultCountry.unwrap().optional(),
    archiveAfterDays: shape.archiveAfterDays.unwrap().optional(),
    documentRetentionDays: shape.documentRetentionDays.unwrap().optional(),
    personalDataRetentionDays: shape.personalDataRetentionDays.unwrap().optional(),
    stationId: shape.stationId.unwrap().optional(),
    headerText: shape.headerText.unwrap().optional(),
    senderNumber: shape.senderNumber.unwrap().optional(),
    blockedCountries: shape.blockedCountries.unwrap().optional(),
    callingHours: shape.callingHours.unwrap().optional(),
    notifications: Notifications.optional(),
  })
  .meta({ id: 'TenantSettingsChange', 'x-faxwire-addition': true });
export type TenantSettingsChange = z.infer<typeof TenantSettingsChange>;
