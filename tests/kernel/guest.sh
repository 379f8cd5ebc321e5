# Sourced by scenarios of programs that know nothing of network namespaces: the guest itself is station "left", with the
# agent's control socket where it is on a real machine, and a wire to station "right", whose agent runs.

left() { "$macsecctl" "$@"; }

guest_and_right() {
  grep -q 'User Mode Linux' /proc/cpuinfo || fail "this configures the network of the machine: only for a guest"
  stations+=(left)
  number_of[left]=1
  ip netns attach left $$
  station right
  ip link add name eth0 type veth peer name eth0 netns right
  ip link set eth0 address 02:00:00:00:00:01
  parent_up right eth0
  start_agent right
}

start_guest_agent() {
  mkdir -p -m 755 /run/macsecd
  "$macsecd" --state-dir "$work/state" --config-dir "$work" --log-level debug >>"$job/left.log" 2>&1 &
  agent_pid[left]=$!
  eventually 10 "the agent listens" test -S /run/macsecd/control
}

# A file of packaging/examples as it is shipped, with the connection "link" instead of "uplink", and addresses of the stations.
example() {  # FILE
  sed -e 's/\buplink\b/link/g; s|\b192\.0\.2\.1/30|10.9.0.1/24|; s|\b2001:db8:0:1::1/64|fd09::1/64|' \
    "$lib_dir/../../packaging/examples/$1"
}
