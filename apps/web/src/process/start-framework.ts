import type { IncomingMessage, ServerResponse } from "node:http";

export interface Framework {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** Starts what renders the rooms. */
export async function startFramework(of: {
  readonly appDir: string;
  /** Where the site listens. */
  readonly port: number;
  readonly isDev: boolean;
}): Promise<Framework> {
  const { appDir: dir, port, isDev } = of;
  const { default: next } = await import("next");
  // From the sources, what is configured is looked for below the working directory.
  if (isDev) process.chdir(dir);
  // With any other name of this machine the framework takes the handler behind a page for another
  // host, and asks for it over the network: each post would come in twice, and count twice.
  const app = next({ dev: isDev, dir, hostname: "localhost", port, quiet: !isDev });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}
