import type { FaxEvent, FaxEventType, PhoneNumber } from '@faxwire/fax';
import type * as z from 'zod';
import type { FAX_EVENT_DATA } from './fax-event-data.ts';

/** Without what JSON does not know: brands, read-only, how a type was put together. */
export type Plain<T> = T extends PhoneNumber ? string
  : T extends Record<string, never> ? 'nothing'
  : T extends readonly (infer Element)[] ? Plain<Element>[]
  : T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> }
  : T;

/** True for the same type, and not only for one that fits: a field that may be absent is not forgotten. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

type DataOf<Type extends FaxEventType> = Extract<FaxEvent, { type: Type }>['data'];

type Agreement = { readonly [Type in FaxEventType]: Same<Plain<DataOf<Type>>, Plain<z.infer<(typeof FAX_EVENT_DATA)[Type]>>> };

/** Events whose description differs from the domain's type: the compiler says which. */
type Disagreeing = { [Type in FaxEventType]: Agreement[Type] extends true ? never : Type }[FaxEventType];

/** Compiles only while every description says what the domain's type says. */
export const ALL_EVENTS_AGREE: [Disagreeing] extends [never] ? true : Disagreeing = true;
