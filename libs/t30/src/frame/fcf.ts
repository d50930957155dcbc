/** Facsimile control fields (T.30 5.3.6.1), first bit on the line in the top bit, X = 0. */
export const FCF = {
  DIS: 0x01,
  CSI: 0x02,
  NSF: 0x04,
  // The top bit of these is part of the value: the caller wants to receive.
  DTC: 0x81,
  CIG: 0x82,
  PWD: 0x83,
  NSC: 0x84,
  SEP: 0x85,
  PSA: 0x86,
  CFR: 0x21,
  FTT: 0x22,
  CTR: 0x23,
  MCF: 0x31,
  RTN: 0x32,
  RTP: 0x33,
  PIN: 0x34,
  PIP: 0x35,
  RNR: 0x37,
  ERR: 0x38,
  PPR: 0x3d,
  DCS: 0x41,
  TSI: 0x42,
  SUB: 0x43,
  NSS: 0x44,
  SID: 0x45,
  CTC: 0x48,
  FNV: 0x53,
  TR: 0x56,
  TNR: 0x57,
  CRP: 0x58,
  DCN: 0x5f,
  FCD: 0x60,
  RCP: 0x61,
  EOM: 0x71,
  MPS: 0x72,
  EOR: 0x73,
  EOP: 0x74,
  RR: 0x76,
  EOS: 0x78,
  'PRI-EOM': 0x79,
  'PRI-MPS': 0x7a,
  'PRI-EOP': 0x7c,
  PPS: 0x7d,
} as const;
export type FrameName = keyof typeof FCF;

/** Set by the side that last received a valid DIS. */
export const X = 0x80;

/** In this group the top bit tells DTC from DIS, and so on; everywhere else it is X and says nothing of the meaning. */
const LAST_FIXED = 0x0f;

const NAMES = new Map<number, FrameName>(Object.entries(FCF).map(([name, value]) => [value, name as FrameName]));

/** Undefined for a field that nobody here knows. */
export function nameOf(fcf: number): FrameName | undefined {
  return NAMES.get((fcf & ~X) <= LAST_FIXED ? fcf : fcf & ~X);
}

/** FCD and RCP carry no X, and the identifying group has it fixed. */
export function fcfOf(name: FrameName, x: boolean): number {
  const value = FCF[name];
  const fixed = (value & ~X) <= LAST_FIXED || name === 'FCD' || name === 'RCP';
  return fixed || !x ? value : value | X;
}
