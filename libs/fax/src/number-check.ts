import { isEmergencyNumber } from './emergency-number.ts';

/** What the numbering plan says of a number. It is read off by a library outside of the domain. */
export interface NumberFacts {
  /** The number without its country code. */
  readonly national: string;
  /** ISO 3166-1 alpha-2; absent for a number of no country, such as +800. */
  readonly country?: string;
  /** The plan of its country can give it to a subscriber. */
  readonly isValid: boolean;
  /** Whoever is called earns by the call, or the call costs many times an ordinary one: what toll fraud dials. */
  readonly isPremium: boolean;
}

/** What the installation and the tenant want not to be dialled. */
export interface NumberRules {
  /** ISO 3166-1 alpha-2. */
  readonly blockedCountries: readonly string[];
  /** The number is on the tenant's list. */
  readonly doNotCall: boolean;
}

/** Each is the cause of a fax that fails by it, and the code of a request that is refused for it, but for what is not valid at all. */
export type NumberRefusal = 'emergency_number' | 'invalid_number' | 'premium_number' | 'country_blocked' | 'do_not_call';

/** Why a number is not dialled; the first reason of several. Undefined where it may be. */
export function refuseNumber(facts: NumberFacts, rules: NumberRules): NumberRefusal | undefined {
  const never = neverDialled(facts);
  if (never === 'emergency_number') return never;
  if (!facts.isValid) return 'invalid_number';
  if (never) return never;
  if (facts.country !== undefined && rules.blockedCountries.includes(facts.country)) return 'country_blocked';
  return rules.doNotCall ? 'do_not_call' : undefined;
}

/** What no configuration and no tenant can have dialled. */
export function neverDialled({ national, isValid, isPremium }: NumberFacts): 'emergency_number' | 'premium_number' | undefined {
  // What a plan gives to subscribers is no emergency number, however it begins: 15 is one in France, and so do the numbers of Paris begin.
  if (!isValid && isEmergencyNumber(national)) return 'emergency_number';
  return isPremium ? 'premium_number' : undefined;
}
