import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";

const docker = join(import.meta.dirname, "../../../docker");
const read = (path: string) => readFileSync(join(docker, path), "utf8");

const service = z.looseObject({
  image: z.string(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal("ALL")]),
  security_opt: z.array(z.string()),
  healthcheck: z.looseObject({}).optional(),
  secrets: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
});
const compose = z
  .looseObject({
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
  })
  .parse(parse(read("compose.yaml"), { merge: true }));
const services = Object.entries(compose.services);

describe("docker/compose.yaml", () => {
  it.each(services)("%s has no rights that it does not need, and a health check", (_, each) => {
    expect(each.security_opt).toContain("no-new-privileges:true");
    // Our own image has one in its Dockerfile.
    const isOurs = each.image.includes("appealmod");
    expect(isOurs || each.healthcheck !== undefined).toBe(true);
    for (const [name, value] of Object.entries(each.environment))
      if (/PASSWORD|SECRET|_URL/.test(name) && !/_FILE$|WEB_URL/.test(name)) expect(value).toBe("");
  });

  it("names others' images to the patch, where their digest is not known", () => {
    const others = services
      .map(([, { image }]) => image)
      .filter((each) => !each.includes("appealmod"));
    expect(others).toHaveLength(3);
    for (const image of others) {
      const [name = "", digest] = image.split("@");
      expect(name).toMatch(/^postgres:\d+\.\d+$|^(mongo|caddy):\d+\.\d+\.\d+$/);
      if (digest !== undefined) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  });

  it("keeps the databases off every network but one without a way out, and off the machine's ports", () => {
    expect(compose.networks.data?.internal).toBe(true);
    for (const name of ["postgres", "mongo"]) {
      expect(compose.services[name]?.networks).toEqual(["data"]);
      expect(compose.services[name]?.ports).toEqual([]);
    }
    expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual([
      "caddy",
    ]);
  });

  it("gives the site none of the bot's secrets", () => {
    expect(compose.services.web?.secrets).toEqual(["site_database_url", "site_yaml"]);
    expect(JSON.stringify(compose.services.web)).not.toContain("certs/config.yaml");
  });
});

const probe = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const container = z.looseObject({
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  resources: z.object({ requests: z.looseObject({}), limits: z.looseObject({}) }),
  startupProbe: probe
    .extend({ periodSeconds: z.number(), failureThreshold: z.number() })
    .optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
});
const workload = z.object({
  kind: z.enum(["Deployment", "Job"]),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        automountServiceAccountToken: z.literal(false),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z.tuple([container]),
      }),
    }),
  }),
});

describe("docker/k8s/appealmod.yaml", () => {
  // An anchor of another document is unknown to Kubernetes, and to toJS().
  const documents = parseAllDocuments(read("k8s/appealmod.yaml")).map((each) => each.toJS());
  const workloads = documents
    .filter(({ kind }) => kind === "Deployment" || kind === "Job")
    .map((each) => workload.parse(each));

  it("has a job for migrations, and bot and site with probes that spare a slow one", () => {
    expect(workloads.map(({ metadata: { name } }) => name)).toEqual([
      ...["appealmod-migrate", "appealmod-bot", "appealmod-web"],
    ]);
    for (const { kind, spec } of workloads) {
      const [{ startupProbe, livenessProbe, readinessProbe }] = spec.template.spec.containers;
      if (kind === "Job") expect([startupProbe, livenessProbe]).toEqual([undefined, undefined]);
      else {
        expect(livenessProbe?.httpGet.path).toBe("/livez");
        expect(readinessProbe?.httpGet.path).toMatch(/readyz|healthz/);
        const startsWithinSeconds =
          (startupProbe?.periodSeconds ?? 0) * (startupProbe?.failureThreshold ?? 0);
        expect(startsWithinSeconds).toBeGreaterThanOrEqual(600);
      }
    }
  });

  it("refuses all that no policy names, to and from every pod", () => {
    const [first] = documents.filter(({ kind }) => kind === "NetworkPolicy");
    expect(first.spec).toEqual({
      podSelector: { matchLabels: { app: "appealmod" } },
      policyTypes: ["Ingress", "Egress"],
    });
  });
});

describe.each(["bot", "web"])("docker/systemd/appealmod-%s.service", (name) => {
  it("is hardened as far as Node can be", () => {
    const unit = read(`systemd/appealmod-${name}.service`);
    for (const line of [
      "NoNewPrivileges=true",
      "CapabilityBoundingSet=",
      "ProtectSystem=strict",
      "SystemCallFilter=@system-service",
      "PrivateUsers=true",
      // Root's own file, and to the site another one than to the bot.
      `LoadCredential=${name === "bot" ? "config" : "site"}.yaml:/opt/appealmod/certs/${name === "bot" ? "config" : "site"}.yaml`,
    ])
      expect(unit).toContain(`\n${line}\n`);
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute=/m);
  });
});
