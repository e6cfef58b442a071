// Asks a bot or a site on this machine whether it can do its work; for a container's health check.
//   node packages/monitoring/bin/is-ready.ts 9464
const port = process.argv[2] ?? "9464";
try {
  const url = `http://127.0.0.1:${port}/readyz`;
  const { status } = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = status === 200 ? 0 : 1;
} catch (error) {
  process.stderr.write(`Nothing answers on port ${port}: ${String(error)}\n`);
  process.exitCode = 1;
}
