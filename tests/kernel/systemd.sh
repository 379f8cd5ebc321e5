# Sourced by scenarios of the units: a systemd of the guest's own, with its journal, in a container of one station (the guest's
# own network). What it starts at boot is only what a test asks for.

# A writable /etc and empty /var, with the users of the package.
make_machine() {
  local unit
  grep -q 'User Mode Linux' /proc/cpuinfo || fail "this changes /etc, /run and /var of the machine: only for a guest"
  mkdir -p "$work/etc" /run/systemd/system
  cp -a /etc/. "$work/etc"
  mount --bind "$work/etc" /etc
  rm -rf /etc/systemd/system /etc/macsecd
  mkdir -p /etc/macsecd/notify.d
  mount -t tmpfs none /var/lib
  mount -t tmpfs none /var/tmp
  mount -t cgroup2 none /sys/fs/cgroup
  echo 00112233445566778899aabbccddeeff >/etc/machine-id
  systemd-sysusers "$lib_dir/../../packaging/systemd/macsecd.sysusers"
  # A real boot's other work, as the machine has it.
  for unit in /usr/lib/systemd/system/{sysinit,local-fs,basic,sockets,timers,paths}.target.wants/*; do
    [[ $unit == */systemd-journald* ]] || ln -sf /dev/null "/run/systemd/system/${unit##*/}"
  done
  for unit in modprobe@ systemd-remount-fs kmod-static-nodes; do
    ln -sf /dev/null "/run/systemd/system/$unit.service"
  done
}

# As they are shipped, but for the place of the programs.
install_unit() {  # NAME
  sed "s|/usr/sbin/macsecd|$macsecd|; s|/usr/bin/macsecctl|$macsecctl|" \
    "$lib_dir/../../packaging/systemd/$1" >"/run/systemd/system/$1"
}

drop_in() {  # UNIT LINE...
  mkdir -p "/run/systemd/system/$1.d"
  printf '%s\n' '[Service]' "${@:2}" >"/run/systemd/system/$1.d/test.conf"
}

# A unit of the machine's own, which make_machine has put aside; with its sockets.
unmask() { rm -f "/run/systemd/system/$1"{.service,.socket,-control.socket,-kernel.socket}; }  # NAME

# As if it were called inside: systemd does not speak to other PID namespaces.
in_machine() { nsenter --target "$(pgrep -xo systemd)" --mount --pid -- "$@"; }  # COMMAND...

boot() {  # UNIT...
  printf '%s\n' '[Unit]' AllowIsolate=yes 'Requires=systemd-journald.service' "Wants=$*" \
    >/run/systemd/system/scenario.target
  run_systemd &
  background+=($!)
  eventually 60 "systemd has started $*" all_active "$@"
}
# unshare ignores SIGTERM, and a systemd that is the first process of its namespace takes it for something else.
run_systemd() {
  trap - EXIT
  unshare --pid --fork --kill-child --mount --mount-proc env -i PATH="$PATH" container=test /lib/systemd/systemd \
    --system --unit=scenario.target --log-target=kmsg --show-status=no &
  local child=$!
  trap 'kill -KILL $child' TERM
  wait $child || true
}
all_active() {
  local unit
  for unit; do [[ $(main_pid "$unit") ]] || return 1; done
}
main_pid() { head -n 1 "/sys/fs/cgroup/system.slice/$1/cgroup.procs" 2>/dev/null || true; }  # UNIT   as we count
journal() { journalctl -D /run/log/journal -o json --no-pager "$@"; }  # MATCH...

# The journal goes with the guest.
eval "stations_$(declare -f show_what_was)"
show_what_was() {
  stations_show_what_was
  journalctl -D /run/log/journal --no-pager >"$job/journal.log" 2>&1
  printf '== last lines of the journal\n%s\n' "$(tail -n 25 "$job/journal.log")"
}
