# Sourced by every scenario: stations (network namespaces) on wires (veth pairs), each with its own agent,
# captures on the parent, and expectations that say what was expected. A scenario ends at its first
# disappointment, with the agents' logs shown. scripts/in-kernel runs it, so all names are free to use.
#
# MACSECD_BUILD   the build directory with the programs
# JOB_DIR         where captures and logs are kept
#
# Starting a program costs 0.1 s in User-Mode Linux: what a shell can do without one, it does.
set -euo pipefail

lib_dir=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
: "${MACSECD_BUILD:?the build directory with the programs}" "${JOB_DIR:?run me with scripts/in-kernel}"
# Users that a scenario makes may not enter a checkout in somebody's home; here they may.
mkdir -p /run/macsecd-build
mount --bind "$MACSECD_BUILD" /run/macsecd-build
MACSECD_BUILD=/run/macsecd-build
macsecd=$MACSECD_BUILD/agent/macsecd
macsecctl=$MACSECD_BUILD/cli/macsecctl
datagram_stream=$MACSECD_BUILD/tests/kernel/tools/datagram-stream
clear_frames=$MACSECD_BUILD/tests/kernel/tools/clear-frames
job=$JOB_DIR
work=/tmp/scenario.$$
mkdir -p "$work"

ckn=00000000000000000000000000000000000000000000000000006b65796f6e65
cak128=000102030405060708090a0b0c0d0e0f
cak256=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
stations=()
background=()

source "$lib_dir/expect.sh"
source "$lib_dir/stations.sh"
source "$lib_dir/agents.sh"
source "$lib_dir/traffic.sh"

show_what_was() {
  local name
  for name in "${stations[@]}"; do
    [[ -v agent_pid[$name] ]] && "$name" describe-connections --json >"$job/$name.json" 2>&1
    { in_station "$name" ip -s macsec show; in_station "$name" ip -s -s link; in_station "$name" nstat -as; } >"$job/$name.kernel" 2>&1
    [[ -s $job/$name.log ]] &&
      printf '== last lines of %s.log\n%s\n' "$name" "$(tail -n 25 "$job/$name.log")"
  done
}

# The agents hold each answer against the description of their interface.
answers_fit() { ! grep -H 'does not fit its description' "$job"/*.log; }

finish() {
  local status=$?
  trap - EXIT
  set +e
  stop_captures
  ((status == 0)) && ! answers_fit && status=1
  ((status == 0)) || show_what_was
  for pid in "${agent_pid[@]}" "${background[@]}"; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  rm -rf "$work"
  ((status == 0)) && echo "scenario ended well"
  exit $status
}
trap finish EXIT
