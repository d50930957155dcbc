import { runCommand } from '../fetch/command.ts';

export interface PostgresUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root; then a user of its own is needed, and made when missing. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return {};
  return (await ids()) ?? (await create());
}

async function ids(): Promise<PostgresUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runCommand({ file: 'id', args: [flag, 'postgres'] })));
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<PostgresUser> {
  await runCommand({ file: 'groupadd', args: ['postgres'] });
  await runCommand({ file: 'useradd', args: ['-g', 'postgres', 'postgres'] });
  return (await ids()) ?? {};
}
