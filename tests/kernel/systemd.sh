# Sourced by scenarios of the units: a systemd of the guest's own, with its journal, in a container of one station (the guest's
# own network). What it starts at boot is only what a test asks for.
systemd_pid=''

# A writable /etc and empty /var, with the users of the package.
make_machine() {
  local unit
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
  for unit in systemd-{tmpfiles-setup,tmpfiles-setup-dev,update-utmp,binfmt,sysctl,modules-load,random-seed,udevd,udev-trigger,timesyncd,journal-flush,ask-password-console}; do
    ln -s /dev/null "/run/systemd/system/$unit.service"
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

boot() {  # UNIT...
  printf '%s\n' '[Unit]' AllowIsolate=yes 'Requires=systemd-journald.service' "Wants=$*" \
    >/run/systemd/system/scenario.target
  exec_systemd &
  background+=($!)
  eventually 30 "systemd has started $*" all_active "$@"
}
exec_systemd() {
  exec unshare --pid --fork --kill-child --mount --mount-proc env -i PATH="$PATH" container=test /lib/systemd/systemd \
    --system --unit=scenario.target --log-target=kmsg --show-status=no
}
all_active() {
  local unit
  for unit; do [[ -s /sys/fs/cgroup/system.slice/$unit/cgroup.procs ]] || return 1; done
}
main_pid() { head -n 1 "/sys/fs/cgroup/system.slice/$1/cgroup.procs"; }  # UNIT   as the scenario counts
manage() { systemctl "$@"; }
journal() { journalctl -D /run/log/journal -o json --no-pager "$@"; }  # MATCH...
