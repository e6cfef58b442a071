import { existsSync } from "node:fs";

/** How Debian's Chromium is started, as root or not, for tests and for pictures. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** @throws Error that says what to install */
export function requireBrowser(): void {
  if (existsSync(launchOptions.executablePath)) return;
  throw new Error(
    `There is no browser at ${launchOptions.executablePath}. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
  );
}
