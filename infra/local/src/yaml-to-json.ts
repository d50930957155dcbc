// `node infra/local/dist/yaml-to-json.js FILE`: the file as JSON, with the defaults of its variables. What `docker compose config`
// shows, where there is no Docker.
import { readFileSync } from 'node:fs';
import { yamlDocument } from './yaml-document.ts';

const [file = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(yamlDocument(readFileSync(file, 'utf8'), {}))}\n`);
