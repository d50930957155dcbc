/** Facsimile control fields in SpanDSP's bit order (first bit on the line lowest), the direction bit X masked off. */
export const FCF = {
  dcs: 0x82,
  cfr: 0x84,
  ftt: 0x44,
  mcf: 0x8c,
  rtp: 0xcc,
  rtn: 0x4c,
  pip: 0xac,
  ppr: 0xbc,
  pps: 0xbe,
  mps: 0x4e,
  eom: 0x8e,
  eop: 0x2e,
  priEop: 0x3e,
} as const;

const DIRECTION_MASK = 0xfe;
/** Address, control. */
const FCF_AT = 2;
const FIF_AT = 3;

export function fcfOf(octets: Uint8Array): number {
  return (octets[FCF_AT] ?? 0) & DIRECTION_MASK;
}

/** The page command a frame carries: PPS has it as the first octet behind its own field. */
export function pageCommandOf(octets: Uint8Array): number {
  const fcf = fcfOf(octets);
  return fcf === FCF.pps ? (octets[FIF_AT] ?? 0) & DIRECTION_MASK : fcf;
}

export function endsDocument(command: number): boolean {
  return command === FCF.eop || command === FCF.priEop;
}

/** A page is confirmed by these: the far end keeps it, and resending it would print it twice. */
export function confirmsPage(fcf: number): boolean {
  const masked = fcf & DIRECTION_MASK;
  return masked === FCF.mcf || masked === FCF.rtp || masked === FCF.pip;
}

/** The sender has put the whole page, or a block of it, on the line and asks for its confirmation. */
export function endsPage(fcf: number): boolean {
  const masked = fcf & DIRECTION_MASK;
  return masked === FCF.pps || masked === FCF.mps || masked === FCF.eom || masked === FCF.eop || masked === FCF.priEop;
}
