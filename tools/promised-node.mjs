// `node tools/promised-node.mjs 20`: prints the path of a Node of that major version. That is the one that runs this, where it is
// one; otherwise it is fetched from npm into the cache of the engines.
const [major] = process.argv.slice(2);

if (process.versions.node.startsWith(`${major}.`)) {
  console.log(process.execPath);
} else {
  const { ENGINE_VERSIONS, engineProof, fetchEngines } = await import('../infra/local/dist/index.js');
  const engine = ['oldest-node', 'node'].find((name) => ENGINE_VERSIONS[name].startsWith(`${major}.`));
  if (engine === undefined) throw new Error(`No Node ${major} is promised; see infra/local/src/engine-version.ts.`);
  await fetchEngines([engine], (line) => process.stderr.write(`${line}\n`));
  console.log(engineProof(engine));
}
