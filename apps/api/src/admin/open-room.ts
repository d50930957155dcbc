import { ProblemError } from '@faxwire/platform';
import type { ApiDependencies } from '../api-dependencies.ts';
import type { AdminRoom } from './admin-room.ts';

/** @throws ProblemError `route_not_found` where no root key is configured: then there is no admin API */
export function openRoom({ admin }: Pick<ApiDependencies, 'admin'>): AdminRoom {
  if (!admin) throw new ProblemError('route_not_found');
  return admin;
}
