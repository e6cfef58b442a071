import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "./browser.ts";

/** A browser that can be killed, as a phone kills one that takes too much memory. */
export interface LocalBrowser {
  readonly browser: Browser;
  /** Ends the browser's process, without a goodbye to any page. */
  kill(): Promise<void>;
}

export async function startLocalBrowser(): Promise<LocalBrowser> {
  const server = await chromium.launchServer(launchOptions);
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, kill: () => server.kill() };
}
