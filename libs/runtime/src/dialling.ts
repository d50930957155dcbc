import type { CallingHours } from '@faxwire/contracts';
import { heardIn, learnFrom, recalled, refuseNumber, restsUntil, type CallingWindow, type DialTerms, type FaxMode } from '@faxwire/fax';
import type { Dialling } from '@faxwire/lifecycle';
import { DoNotCallList } from '@faxwire/tenancy';
import { numberFactsOf, zonesOfCountry, type LessonBook } from '@faxwire/trunks';
import type { Foundation } from './foundation.ts';

type Wishes = Pick<Foundation, 'configuration' | 'database' | 'tenants' | 'voices' | 'now'>;
type Ground = Wishes & Pick<Foundation, 'lessons' | 'logger'>;
type CalledFax = Parameters<Dialling['termsOf']>[0];

/** What installation, tenant, numbering plans and experience say of a number, looked up anew each time: what was allowed yesterday need not be today. */
export function diallingOf(ground: Ground): Dialling {
  const { lessons, voices, logger, now } = ground;
  const timesOf = dialTimesOf(ground);
  return {
    termsOf: async (fax, trunk) => {
      const [times, lesson] = await Promise.all([timesOf(fax), trunk !== undefined && isLearning(fax.mode) ? lessons.recall({ trunk, phoneNumber: fax.phoneNumber }) : undefined]);
      return { ...times, ...(lesson && { settings: recalled(lesson, now()) }) };
    },
    learn: async (fax, ended) => {
      if (!isLearning(fax.mode)) return;
      try {
        const heard = heardIn(ended);
        if (heard === 'voice') await voices.hear(fax.phoneNumber);
        if (heard === 'machine') await voices.forget(fax.phoneNumber);
        if (!ended.failure) await learn(lessons, { fax, sent: ended, now: now() });
      } catch (error) {
        logger.warn({ err: error, faxId: fax.faxId }, 'what a call has taught could not be kept');
      }
    },
  };
}

/** Whether and when a number may be dialled: what is shown to a fax's sender as well. */
export function dialTimesOf({ configuration, database, tenants, voices, now }: Wishes): (fax: CalledFax) => Promise<Pick<DialTerms, 'refusal' | 'window' | 'restsUntil'>> {
  const list = new DoNotCallList(database.dataSource);
  const { blockedCountries } = configuration.dialling;
  return async ({ tenantId, phoneNumber, mode }) => {
    const [settings, entry, heard] = await Promise.all([tenants.settings(tenantId), list.find(tenantId, phoneNumber), isLearning(mode) ? voices.recall(phoneNumber) : undefined]);
    const facts = numberFactsOf(phoneNumber, mode);
    const refusal = refuseNumber(facts, { blockedCountries: [...blockedCountries, ...(settings?.blockedCountries ?? [])], doNotCall: entry !== undefined });
    const until = restsUntil(heard, now());
    return {
      ...(refusal && { refusal }), ...(settings?.callingHours && { window: windowOf(settings.callingHours, facts.country) }),
      ...(until !== undefined && { restsUntil: until }),
    };
  };
}

function windowOf({ from, until, days, timeZone }: CallingHours, country: string | undefined): CallingWindow {
  return { from: minutesOf(from), until: minutesOf(until), days, timeZones: timeZone === null ? zonesOfCountry(country) : [timeZone] };
}

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Sandbox numbers do what their description says, the second time too. */
const isLearning = (mode: FaxMode): boolean => mode === 'live';

interface Taught {
  readonly fax: Parameters<Dialling['learn']>[0];
  readonly sent: Parameters<Dialling['learn']>[1];
  readonly now: number;
}

async function learn(lessons: LessonBook, { fax: { faxId, phoneNumber }, sent, now }: Taught): Promise<void> {
  const destination = { trunk: sent.trunk, phoneNumber };
  const learning = learnFrom(sent, recalled(await lessons.recall(destination), now));
  if (learning.kind === 'remember') await lessons.remember(destination, faxId, learning.settings);
  if (learning.kind === 'forget') await lessons.forget(destination);
}
