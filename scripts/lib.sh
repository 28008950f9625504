# Shared by the other scripts, which source it.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What is downloaded lives here, for every checkout of this user. Root's is readable by all, since servers
# run as the user postgres.
if ((EUID == 0)); then
  deps=${LOCKSTEP_DEPS:-/var/cache/lockstep}
else
  deps=${LOCKSTEP_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/lockstep}
fi

log() { printf '%s\n' "lockstep: $*" >&2; }

die() {
  log "$*"
  exit 1
}

# Prints the comment at the top of the script that runs.
show_help() {
  sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$0"
  exit 0
}

# For a flag that is not known.
wrong_usage() {
  log "$(basename "$0"): unknown argument '$1' (see --help)"
  exit 64
}

# Each fuzz_NAME.cc is a target of its own.
fuzz_targets() { basename --suffix=.cc "$root"/tests/fuzz/fuzz_*.cc; }
