import type { CallingHours } from '@faxwire/contracts';
import { learnFrom, recalled, refuseNumber, type CallingWindow, type DialTerms, type FaxMode } from '@faxwire/fax';
import type { Dialling } from '@faxwire/lifecycle';
import { DoNotCallList } from '@faxwire/tenancy';
import { numberFactsOf, zonesOfCountry, type LessonBook } from '@faxwire/trunks';
import type { Foundation } from './foundation.ts';

type Ground = Pick<Foundation, 'configuration' | 'database' | 'tenants' | 'lessons' | 'logger' | 'now'>;

/** What installation, tenant, numbering plans and experience say of a number, looked up anew each time: what was allowed yesterday need not be today. */
export function diallingOf({ configuration, database, tenants, lessons, logger, now }: Ground): Dialling {
  const list = new DoNotCallList(database.dataSource);
  const { blockedCountries } = configuration.dialling;

  const wishesOf = async (fax: { tenantId: string; phoneNumber: string; mode: FaxMode }): Promise<Pick<DialTerms, 'refusal' | 'window'>> => {
    const [settings, entry] = await Promise.all([tenants.settings(fax.tenantId), list.find(fax.tenantId, fax.phoneNumber)]);
    const facts = numberFactsOf(fax.phoneNumber, fax.mode);
    const refusal = refuseNumber(facts, { blockedCountries: [...blockedCountries, ...(settings?.blockedCountries ?? [])], doNotCall: entry !== undefined });
    return { ...(refusal && { refusal }), ...(settings?.callingHours && { window: windowOf(settings.callingHours, facts.country) }) };
  };

  return {
    termsOf: async (fax, trunk) => {
      const [wishes, lesson] = await Promise.all([wishesOf(fax), trunk !== undefined && isLearning(fax.mode) ? lessons.recall({ trunk, phoneNumber: fax.phoneNumber }) : undefined]);
      return { ...wishes, ...(lesson && { settings: recalled(lesson, now()) }) };
    },
    learn: async (fax, sent) => {
      if (!isLearning(fax.mode)) return;
      try {
        await learn(lessons, { fax, sent, now: now() });
      } catch (error) {
        logger.warn({ err: error, faxId: fax.faxId }, 'what a call has taught could not be kept');
      }
    },
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
