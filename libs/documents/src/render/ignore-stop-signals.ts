/**
 * Ctrl-C and a service manager signal the whole process group. Documents in hand are the parent's to end or to finish,
 * so only its word counts; when it is gone, so are we. Imported first: loading the rest takes a while.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
