import { attemptFailedWithJitter } from './attempt-failed.ts';
import { liftingBy } from './lifting.ts';

/** Every change of form that a stored event can have lived through; those of a type in the order of their versions. Never shortened. */
export const { lift, schemaOf } = liftingBy([attemptFailedWithJitter]);
