// Prints the path of the newest Node that we promise to run on, fetched from npm into the cache of the engines.
import { engineProof, fetchEngines } from '../infra/local/dist/index.js';

await fetchEngines(['node'], (line) => process.stderr.write(`${line}\n`));
console.log(engineProof('node'));
