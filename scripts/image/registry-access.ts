import { copyFileSync, existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Within a root folder; Debian's own file of certificates is made anew when the package is installed. */
const certificates = "/root/registry-certificates.crt";

/** Lets a bare Debian reach the package registry by the way of this machine. */
export function copyRegistryAccess(root: string): void {
  copyFileSync("/etc/resolv.conf", join(root, "etc/resolv.conf"));
  const npmrc = join(homedir(), ".npmrc");
  if (existsSync(npmrc)) copyFileSync(npmrc, join(root, "root/.npmrc"));
  copyFileSync("/etc/ssl/certs/ca-certificates.crt", join(root, certificates));
}

/** Proxy and registry of this machine, for programs within. */
export function registryAccess(env: NodeJS.ProcessEnv): Record<string, string> {
  const wanted = /^(https?_proxy|no_proxy|npm_config_.*)$/i;
  const named = Object.entries(env).flatMap(([name, value]) =>
    wanted.test(name) && value ? [[name, value]] : [],
  );
  return { ...Object.fromEntries(named), NODE_EXTRA_CA_CERTS: certificates };
}
