import type { FaxWishes, Resolution } from '@faxwire/fax';
import { definedFields, type FaxFields, type TenantSettings } from '@faxwire/contracts';
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
  const { stationId, headerText } = { ...defaultsOf(settings), ...definedFields(plain) };
  const from = senderNumber === undefined ? settings.senderNumber ?? undefined : ownNumber(senderNumber, caller);
  return {
    resolution,
    wishes: definedFields({
      ...plain, stationId, headerText, senderNumber: from, coverPage: coverPage && definedFields(coverPage),
      sendAt: sendAt === undefined ? undefined : Date.parse(sendAt), expiresAt: expiresAt === undefined ? undefined : Date.parse(expiresAt),
    }),
  };
}

function defaultsOf({ stationId, headerText }: TenantSettings): Pick<FaxWishes, 'stationId' | 'headerText'> {
  return definedFields({ stationId: stationId ?? undefined, headerText: headerText ?? undefined });
}

/** Whether it is the tenant's is asked of the book of numbers. A sandbox number is anybody's, and reaches nobody. */
function ownNumber(written: string, { mode, defaultCountry: country }: Principal): string {
  return readPhoneNumber(written, { country, mode }, 'senderNumber');
}

export const needsOwner = (number: string | undefined): number is string => number !== undefined && !isSandboxNumber(number);
