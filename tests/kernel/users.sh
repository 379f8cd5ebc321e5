# Sourced by scenarios whose agents are no longer root.

# The user and groups that the package makes, in this guest alone.
make_users() {
  mkdir -p "$work/root/etc"
  cp /etc/passwd /etc/group "$work/root/etc"
  systemd-sysusers --root="$work/root" "$lib_dir/../../packaging/systemd/macsecd.sysusers"
  chmod 644 "$work"/root/etc/*
  mount --bind "$work/root/etc/passwd" /etc/passwd
  mount --bind "$work/root/etc/group" /etc/group
}
