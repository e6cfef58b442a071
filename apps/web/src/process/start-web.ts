import { type Server, setGlobalProxyFromEnv } from "node:http";
import { join } from "node:path";
import {
  ensureWritableFolders,
  outboundProxy,
  type SiteConfig,
  secretValues,
} from "@appealmod/config";
import { createLogger } from "@appealmod/logger";
import { createMetrics } from "@appealmod/monitoring";
import { openInstallation, serviceNumbers } from "@appealmod/use-cases";
import { addressMatcher } from "../server/address-matcher.ts";
import { composeSite } from "../server/compose-site.ts";
import { isRoom } from "../server/is-room.ts";
import { pageName } from "../server/page-name.ts";
import { provideSite } from "../server/site.ts";
import { createAnswerHealth } from "./answer-health.ts";
import { answerWithStatus } from "./answer-with-status.ts";
import { catchFailures } from "./catch-failures.ts";
import { createConcurrencyLimit } from "./concurrency-limit.ts";
import { ensureBuild } from "./ensure-build.ts";
import { isWithinLimits } from "./limit-requests.ts";
import { listen } from "./listen.ts";
import { loadPublicSite } from "./load-public-site.ts";
import { logStartupFindings } from "./log-startup-findings.ts";
import { openMonitoring } from "./open-monitoring.ts";
import { builtFiles, loadPrecompressedAssets, servePrecompressed } from "./precompressed-assets.ts";
import { refuseEarly, refuseWith } from "./refuse-early.ts";
import { startFramework } from "./start-framework.ts";
import { straightenFormLink } from "./straighten-form-link.ts";
import { warnOfRefusedConnections } from "./warn-of-refused-connections.ts";
import { warnOfUnnamedProxy } from "./warn-of-unnamed-proxy.ts";

export interface WebOptions {
  readonly config: SiteConfig;
  readonly appDir: string;
  /** Renders from the sources, without a build, and again after each change. */
  readonly isDev: boolean;
  /** Hears what is done before there is a log. */
  readonly notice: (line: string) => void;
  /** Ends a start that takes too long for whoever started it. */
  readonly signal: AbortSignal;
  /** What processes that share a port sign with; this one is alone where it is missing. */
  readonly signKey?: Uint8Array;
}

export interface RunningWeb {
  /** Where it can be reached on this machine. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the site: build, database, server. What was begun is ended when a step fails. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { config, appDir, isDev, notice, signal, signKey } = options;
  const undo: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      for (const step of undo.reverse()) await step().catch(() => {});
    })();
    return stopping;
  };

  try {
    await ensureWritableFolders({
      log_dir: config.logDir,
      ...(config.databaseUrl ? {} : { data_dir: config.dataDir }),
    });
    const logger = createLogger({
      program: "web",
      level: config.logLevel,
      file: { dir: config.logDir, days: config.logDays },
      secrets: secretValues(config),
    });
    undo.push(() => logger.close());
    if (!isDev) await ensureBuild({ appDir, rootDir: config.rootDir, notice, signal });
    signal.throwIfAborted();
    const proxy = outboundProxy(config);
    if (proxy !== null) {
      // The framework's types want NODE_ENV in every environment; it is not read here.
      setGlobalProxyFromEnv({ ...proxy.environment, NODE_ENV: "production" });
      logger.info("proxy-used", proxy.summary);
    }
    const installation = await openInstallation({
      config,
      notice: (line) => logger.info("embedded-postgres", line),
      onError: (error) =>
        logger.warn("database-connection-lost", "A connection to the database broke", { error }),
    });
    undo.push(() => installation.close());
    signal.throwIfAborted();
    const site = composeSite({
      ...{ config, installation, appDir, logger },
      ...(signKey === undefined ? {} : { signKey }),
    });
    provideSite(site);
    const metrics = createMetrics({
      program: "site",
      place: signKey === undefined ? "alone" : "worker",
      numbers: () => serviceNumbers(installation, new Date()),
    });

    const publicSite = isDev
      ? await (await import("./develop-public-site.ts")).developPublicSite(appDir)
      : await loadPublicSite(appDir);
    const buildDir = join(appDir, ".next");
    const packed = isDev ? new Map() : await loadPrecompressedAssets(buildDir);
    const built = isDev ? null : await builtFiles(buildDir);
    /** What is rendered from the sources comes with files that nobody knows in advance. */
    const isBuilt = (path: string) => built?.has(path) ?? path.startsWith("/_next/");
    const isTrusted = addressMatcher(config.trustedProxies);
    const limits = {
      limiter: site.limiter,
      concurrencyLimit: createConcurrencyLimit(),
      isTrusted,
      onUnnamedProxy: warnOfUnnamedProxy(logger),
    };

    let isReady = false;
    const answerHealth = createAnswerHealth(site.checkDatabase, () => isReady);
    const checkReady = async () => {
      if (!isReady) throw new Error("The site has not started yet.");
      await site.checkDatabase();
    };
    const monitoring =
      signKey === undefined ? await openMonitoring(config, { metrics, checkReady }) : null;
    if (monitoring) undo.push(() => monitoring.close());
    const isSecure = config.webUrl.startsWith("https:");
    let ownPort = config.webPort;
    let started: ReturnType<typeof startFramework> | undefined;
    /** It is a hundred megabytes, and most processes of the site are never asked for a room. */
    const framework = () => {
      started ??= startFramework({ appDir, isDev, port: ownPort }).catch((error: unknown) => {
        started = undefined;
        throw error;
      });
      return started.then(({ handle }) => handle);
    };
    undo.push(async () => {
      await withinMs((await started)?.close() ?? Promise.resolve(), 500);
    });
    // Listening comes first: a taken port should be told at once, not after a warm-up.
    const { server, port } = await listen(
      (request, response) => {
        response.once("close", () =>
          metrics.countPage(
            pageName(request.url),
            response.headersSent ? response.statusCode : null,
          ),
        );
        if (isSecure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
        if (servePrecompressed(request, response, packed)) return;
        if (answerHealth(request, response)) return;
        if (straightenFormLink(request, response)) return;
        if (refuseEarly(request, response, site.plainPage)) return;
        if (publicSite.answerShared(request, response)) return;
        catchFailures(request, response, site.plainPage, (status) =>
          logger.error("request-failed", `A request was answered with ${status}`, {
            method: request.method ?? "",
            page: pageName(request.url),
            status,
          }),
        );
        const [path = ""] = (request.url ?? "").split("?");
        const isFramework = isRoom(path) || path.startsWith("/_next/") || path === "/icon.svg";
        const serve = () => {
          if (!isFramework) return void publicSite.answer(request, response);
          answerWithStatus(request, response, site.pageStatuses);
          void framework().then(
            (handle) => handle(request, response),
            (error: unknown) => {
              site.reportFailure(error, { method: request.method ?? "", page: pageName(path) });
              response.writeHead(503, { "Retry-After": "2" }).end();
            },
          );
        };
        const isRead = request.method === "GET" || request.method === "HEAD";
        if (isRead && isBuilt(path)) return serve();
        void isWithinLimits(request, response, limits).then((isWithin) => {
          if (!isWithin) refuseWith("tooMany", request, response, site.plainPage);
          else if (path.startsWith("/_next/") && !isBuilt(path))
            refuseWith("notFound", request, response, site.plainPage);
          else serve();
        });
      },
      {
        host: config.webHost,
        port: config.webPort,
        limits: { isTrusted },
        onRefused: warnOfRefusedConnections(logger),
        // The development server tells the browser of changes.
        mayUpgrade: (url) => isDev && url.startsWith("/_next/"),
        mayBeSilent: (url) => url === "/research/download/archive",
      },
    );
    undo.push(() => closeServer(server));
    ownPort = port;
    isReady = true;
    void logStartupFindings(installation, config, logger);
    signal.throwIfAborted();
    const address = `http://${hostForPeople(config.webHost)}:${port}`;
    logger.info("site-started", "The site has started", { address, public: config.webUrl });
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends at once what waits for nothing, and after a second what still does. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await withinMs(closed, 800);
  server.closeAllConnections();
}

async function withinMs(work: Promise<unknown>, limit: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}

function hostForPeople(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
