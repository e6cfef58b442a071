import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { copyRegistryAccess } from "../image/registry-access.ts";

/** A Debian that has booted, with nothing in it but what a server comes with. */
export interface BareMachine {
  readonly root: string;
  /** The words in front of a command that is to run within. */
  readonly enter: readonly string[];
  shutDown(): Promise<void>;
}

const suite = "trixie";

/** A copy of Debian with systemd; the original is made once, and kept for the next run. */
export function makeMachine(folder: string): string {
  const base = join(folder, `${suite}-base`);
  const root = join(folder, "root");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(base, "etc/hostname"))) {
    const parts = "--include=systemd,systemd-sysv,dbus";
    run("debootstrap", ["--variant=minbase", parts, suite, `${base}.new`]);
    run("chroot", [`${base}.new`, "apt-get", "clean"]);
    run("rm", ["-rf", base]);
    run("mv", [`${base}.new`, base]);
  }
  run("rm", ["-rf", "--one-file-system", root]);
  run("cp", ["-a", "--reflink=auto", base, root]);
  copyRegistryAccess(root);
  appendWithin(root, "etc/hosts", "127.0.0.1 localhost\n::1 localhost\n");
  return root;
}

/** Mounts what a booted machine has, leaves everything else behind, and becomes its first process. */
const boot = `set -e
mount --bind "$0" "$0" && cd "$0"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
for each in null zero full random urandom tty; do
  mknod -m 666 "dev/$each" c $(stat -c "0x%t 0x%T" "/dev/$each")
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
mkdir -p outside && pivot_root . outside && umount -l /outside && rmdir /outside
mount --make-rshared /
exec env -i container=appealmod PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=null
`;

/** Starts its systemd, which sees this machine's network and nothing else of it. */
export async function bootMachine(root: string): Promise<BareMachine> {
  const group = join(cgroupMount(), "appealmod-installation");
  mkdirSync(group, { recursive: true });
  const apart = ["--pid", "--mount", "--uts", "--ipc", "--cgroup", "--propagation=private"];
  const words = [...apart, "--fork", "--kill-child=SIGKILL", "sh", "-c", boot, root];
  const child = spawn(
    "sh",
    ["-c", 'echo $$ >"$0/cgroup.procs" && exec unshare "$@"', group, ...words],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  const enter = await within(child);
  await becomesReady(enter);
  return {
    root,
    enter,
    async shutDown() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      await removeGroups(group);
    },
  };
}

async function within(child: ChildProcess): Promise<readonly string[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error("The bare Debian could not be booted.");
    const first = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
    if (first !== "" && readFileSync(`/proc/${first}/comm`, "utf8").trim() === "systemd")
      return [
        ...["nsenter", `--target=${first}`, "--pid", "--mount", "--uts", "--ipc", "--cgroup"],
        ...["--root", "env", "-i", "--chdir=/root", "HOME=/root", "TERM=xterm"],
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      ];
    await wait(100);
  }
  throw new Error("The bare Debian's systemd has not started.");
}

async function becomesReady([program = "", ...words]: readonly string[]): Promise<void> {
  const child = spawn(program, [...words, "systemctl", "is-system-running", "--wait"], {
    stdio: "ignore",
  });
  // "degraded" will do: a clock, say, is not its own to set.
  await once(child, "exit");
}

function cgroupMount(): string {
  const line = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .find((each) => each.split(" ")[2] === "cgroup2");
  const path = line?.split(" ")[1];
  if (path === undefined) throw new Error("This machine has no cgroup2, which systemd needs.");
  return path;
}

/** Once the kernel has ended what ran there. */
async function removeGroups(group: string): Promise<void> {
  for (let tries = 0; tries < 50 && existsSync(group); tries += 1) {
    const found = execFileSync("find", [group, "-depth", "-type", "d"], { encoding: "utf8" });
    for (const each of found.trim().split("\n"))
      try {
        rmdirSync(each);
      } catch {
        await wait(100);
      }
  }
}

export function appendWithin(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text, { flag: "a" });
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 26 });
}
