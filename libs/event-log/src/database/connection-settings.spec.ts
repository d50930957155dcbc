import { connectionSettings, directConnection, isPooled } from './connection-settings.ts';

const url = 'postgres://faxwire@pooler/faxwire';
const directUrl = 'postgres://faxwire@server/faxwire';

describe('the settings of a connection', () => {
  it('limit the session where it is ours', () => {
    expect(connectionSettings({ url })).toMatchObject({ connectionString: url, statement_timeout: 10_000, idle_in_transaction_session_timeout: 5_000, query_timeout: 12_000 });
    expect(connectionSettings({ url, directUrl: url })).toHaveProperty('statement_timeout');
    expect(connectionSettings({ url, directUrl: '' })).toHaveProperty('statement_timeout');
  });

  it('bring no session limits to a pooler, which refuses them, and keep the one that the client counts', () => {
    const settings = connectionSettings({ url, directUrl });
    expect(settings).not.toHaveProperty('statement_timeout');
    expect(settings).not.toHaveProperty('idle_in_transaction_session_timeout');
    expect(settings).toMatchObject({ connectionString: url, query_timeout: 12_000 });
  });

  it('lead past the pooler for what needs a session', () => {
    const direct = directConnection({ url, directUrl, applicationName: 'api' });
    expect(isPooled(direct)).toBe(false);
    expect(connectionSettings(direct)).toMatchObject({ connectionString: directUrl, application_name: 'api', statement_timeout: 10_000 });
    expect(directConnection({ url })).toMatchObject({ url });
  });
});
