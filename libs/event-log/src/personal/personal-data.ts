import type { FaxEventType } from '@faxwire/fax';
import { hideFileNames, showFileNames } from './file-names.ts';

/** The data of an event, in parts: what anybody may know for ever, and what says who wrote to whom. */
export interface Parted {
  readonly open: Readonly<Record<string, unknown>>;
  /** Undefined where the event says nothing of that kind. */
  readonly personal: Readonly<Record<string, unknown>> | undefined;
}

type Data = Readonly<Record<string, unknown>>;

/** Fields by type, and what a reader finds in their place once the key is gone; undefined: the field is absent then. */
const PERSONAL: Partial<Record<FaxEventType, Readonly<Record<string, unknown>>>> = {
  FaxReceived: {
    phoneNumber: '', metadata: {}, requestHash: '', senderNumber: undefined, stationId: undefined, headerText: undefined, coverPage: undefined,
  },
  FaxAttemptInitiated: { callerNumber: '' },
  FaxRetryAttempted: { callerNumber: '' },
  FaxNegotiated: { remoteStationId: undefined },
  // Quotes what the far end or the carrier said.
  AttemptFailed: { detail: '' },
  FaxIncoming: { phoneNumber: '', calledNumber: '', sipCallId: '' },
  PageReceived: { remoteStationId: undefined },
  FaxArrived: { remoteStationId: undefined, subAddress: undefined },
  FaxIncomingFailed: { remoteStationId: undefined, subAddress: undefined, detail: undefined },
  FaxFailed: { detail: undefined },
};

export function part(type: FaxEventType, data: Data): Parted {
  const fields = PERSONAL[type];
  if (!fields) return { open: data, personal: undefined };
  const { open: rest, fileNames } = hideFileNames(data);
  const [open, personal]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [name, value] of Object.entries(rest)) (Object.hasOwn(fields, name) ? personal : open)[name] = value;
  if (fileNames) personal['fileNames'] = fileNames;
  return { open, personal: Object.keys(personal).length > 0 ? personal : undefined };
}

export function join({ open, personal }: { readonly open: Data; readonly personal: Data }): Data {
  const { fileNames, ...fields } = personal;
  return showFileNames({ ...open, ...fields }, fileNames);
}

/** The event as it reads without its key. */
export function blank(type: FaxEventType, open: Data): Data {
  const fields = Object.entries(PERSONAL[type] ?? {}).filter(([, value]) => value !== undefined);
  return { ...open, ...Object.fromEntries(fields) };
}
