// The health check of the image: whether the process in it is ready. The API answers on its own port, the others on that of health.
const ANSWER_MS = 4_000;

const port = process.env.FAXWIRE_HEALTH_PORT || process.env.FAXWIRE_PORT || '8080';
const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
