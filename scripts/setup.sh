# Brings everything that the other scripts need; quick when it is all there. To be sourced from
# the repository's root by a shell that runs with `set -eu`.

export NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
export TURBO_TELEMETRY_DISABLED=1 NEXT_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
export PATH="$PWD/node_modules/.bin:$PATH"

setup_log=$(mktemp "${TMPDIR:-/tmp}/appealmod-setup.XXXXXX")
trap 'rm -f "$setup_log"' EXIT

# Runs a command whose output matters only when it fails.
quietly() {
  "$@" >"$setup_log" 2>&1 && return
  cat "$setup_log" >&2
  echo "This failed: $*" >&2
  return 1
}

# The right Node and all packages come from the npm registry, by the lockfile.
ensure_packages() {
  fingerprint=$(cat pnpm-lock.yaml pnpm-workspace.yaml package.json apps/*/package.json packages/*/package.json | cksum)
  stamp=node_modules/.appealmod-setup
  [ -x node_modules/.bin/node ] && [ "$(cat "$stamp" 2>/dev/null)" = "$fingerprint" ] && return
  if ! command -v npx >/dev/null; then
    echo "npx was not found. Install Node 20 or later, which brings it (https://nodejs.org); the Node that the project runs on is then fetched by itself." >&2
    return 1
  fi
  echo "Installing packages…"
  quietly npx -y pnpm@12.21.0 install --frozen-lockfile || return 1
  echo "$fingerprint" >"$stamp"
}

# The archive is tested with a MongoDB server; where there is none, one is built with Go.
ensure_mongodb() {
  command -v mongod >/dev/null && return
  command -v go >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Go…"
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update && quietly apt-get install -y --no-install-recommends golang-go && return
  fi
  echo "There is neither mongod nor Go for the tests of the archive: those that need a MongoDB server are skipped, or fail where CI is set. Install either (Debian: apt-get install golang-go)." >&2
}

# Sets CHROMIUM_PATH, for the tests in a browser.
ensure_chromium() {
  find_chromium && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium…"
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update && quietly apt-get install -y --no-install-recommends chromium || return 1
    find_chromium && return
  fi
  echo "No Chromium was found for the tests in a browser. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome." >&2
  return 1
}

find_chromium() {
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$candidate" ] || continue
    CHROMIUM_PATH=$(command -v "$candidate") || continue
    export CHROMIUM_PATH
    return 0
  done
  return 1
}

# For what is tried in a bare Debian.
ensure_debootstrap() {
  if [ "$(id -u)" != 0 ]; then
    echo "This makes a root folder and enters it: run it as root." >&2
    exit 2
  fi
  command -v debootstrap >/dev/null && return
  echo "debootstrap was not found. Install it (Debian: apt-get install debootstrap)." >&2
  exit 2
}
