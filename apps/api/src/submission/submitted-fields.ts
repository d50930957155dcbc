import type { FaxWishes, Resolution } from '@faxwire/fax';
import type { FaxFields, TenantSettings } from '@faxwire/contracts';
import type { Principal } from '@faxwire/tenancy';
import { isSandboxNumber, readPhoneNumber } from './phone-number.ts';

type Asked = Omit<FaxFields, 'phoneNumber' | 'documentUrl'>;

/** What was asked for beside number, document and metadata, with the tenant's defaults where nothing was. */
export interface SubmittedWishes {
  readonly resolution: Resolution;
  readonly wishes: Omit<FaxWishes, 'attachments'>;
}

export function wishesOf(asked: Asked, { caller, settings }: { readonly caller: Principal; readonly settings: TenantSettings }): SubmittedWishes {
  const { metadata: _, resolution = 'fine', sendAt, expiresAt, senderNumber, coverPage, ...plain } = asked;
  const { stationId, headerText } = { ...defaultsOf(settings), ...without(plain) };
  const from = senderNumber === undefined ? settings.senderNumber ?? undefined : ownNumber(senderNumber, caller);
  return {
    resolution,
    wishes: without({
      ...plain, stationId, headerText, senderNumber: from, coverPage: coverPage && without(coverPage),
      sendAt: sendAt === undefined ? undefined : Date.parse(sendAt), expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    }),
  };
}

function defaultsOf({ stationId, headerText }: TenantSettings): Pick<FaxWishes, 'stationId' | 'headerText'> {
  return without({ stationId: stationId ?? undefined, headerText: headerText ?? undefined });
}

/** Whether it is the tenant's is asked of the book of numbers. A sandbox number is anybody's, and reaches nobody. */
function ownNumber(written: string, { mode, defaultCountry: country }: Principal): string {
  return readPhoneNumber(written, { country, mode }, 'senderNumber');
}

export const needsOwner = (number: string | undefined): number is string => number !== undefined && !isSandboxNumber(number);

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** JSON and the log know absent fields, not undefined ones. */
function without<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
