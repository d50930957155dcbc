import { causeDefinition, type FailureCause } from '@faxwire/fax';

const BY_AREA: Readonly<Record<ReturnType<typeof causeDefinition>['area'], string>> = {
  call: 'Check that the number is right and that a fax machine answers it, then send the fax again.',
  fax: 'Ask the receiver whether the fax machine is on and has paper, then send the fax again.',
  document: 'Correct the document and send it as a new fax.',
  system: 'Send the fax again. If it fails again, tell your administrator the fax id.',
};

/** What the reader can do about the failure. */
export function nextStepOf(cause: FailureCause): string {
  const { area, uncertain } = causeDefinition(cause);
  return uncertain ? 'The last page may have arrived: ask the receiver before you send the fax again.' : BY_AREA[area];
}
