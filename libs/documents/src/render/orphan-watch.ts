/**
 * Runs in a thread of the render process: a document that loops for ever also blocks the event loop that would notice
 * that the parent was killed. Without this thread such a process would burn a core until the machine restarts.
 */
const LOOK_EVERY_MS = 1_000;

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
