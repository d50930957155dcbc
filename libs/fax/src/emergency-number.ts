/**
 * Digits that reach police, fire brigade or ambulance somewhere: 112 and 911 as ITU-T E.161.1 recommends them, and what
 * countries have beside. Which country has which does not matter here: nothing so short is a fax machine anywhere.
 */
const EMERGENCY_NUMBERS: ReadonlySet<string> = new Set([
  '000', '06', '100', '101', '102', '103', '104', '105', '107', '108', '110', '111', '112', '113', '114', '115', '117', '118', '119', '120', '122', '123', '127', '128', '129',
  '131', '132', '133', '140', '144', '15', '150', '155', '156', '158', '160', '166', '17', '18', '190', '191', '192', '193', '194', '195', '196', '197', '198', '199',
  '911', '912', '990', '991', '992', '993', '994', '995', '996', '997', '998', '999', '1122', '1669', '10111',
]);

/** Networks connect these as soon as they have the digits, whatever is dialled behind them. */
const CONNECTED_AT_ONCE: readonly string[] = ['112', '911'];

/** @param digits without country code; or all that was written, where it is too short to have one */
export function isEmergencyNumber(digits: string): boolean {
  return EMERGENCY_NUMBERS.has(digits) || CONNECTED_AT_ONCE.some((number) => digits.startsWith(number));
}
