/** Another program listens there. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  readonly code = 'port_in_use';

  constructor(host: string, port: number, key: string) {
    const variable = `FAXWIRE_${key.replaceAll('.', '_').toUpperCase()}`;
    super(`Port ${port} on ${host} is in use by another program. Choose another with ${variable}, or "${key}" in faxwire.config.yaml.`);
  }
}
