# Sourced by scenarios of the suite offload: stations whose parents are netdevsim devices, the kernel's own
# network adapter of no hardware. It takes over MACsec like an adapter would, and protects nothing: what passes
# is the agent's doing. Each carries three SecYs, with one receive channel each.

simulated_wire() {  # STATION STATION   eth0 in each
  local name id fds=()
  echo 'file drivers/net/netdevsim/macsec.c +p' >/proc/dynamic_debug/control
  for name; do
    id=${number_of[$name]}
    echo "$id 1" >/sys/bus/netdevsim/new_device
    # The interface may have had any name; it is the only one of its device.
    ip link set "$(cd "/sys/bus/netdevsim/devices/netdevsim$id/net" && echo *)" netns "$name" name eth0
    exec {fd}<"/run/netns/$name"
    fds+=("$fd:$(ip -n "$name" -json link show eth0 | jq '.[0].ifindex')")
  done
  echo "${fds[*]}" >/sys/bus/netdevsim/link_device
  for name; do parent_up "$name" eth0; done
}

handed_over() {  # STATION WORDS   how often its adapter was asked for that, in the driver's words
  dmesg | grep -c "netdevsim${number_of[$1]} .*$2" || true
}

in_hardware() {  # STATION   as the kernel says it
  ip -n "$1" macsec show | grep -q 'offload: mac'
}
device_is_up() { [[ $(ip -n "$1" link show ms-eth0) == *[,\<]UP[,\>]* ]]; }  # STATION
device_is_down() { ! device_is_up "$1"; }
has_reason() { is "$1" ".statusReasons | any(.code == \"$2\")" true; }  # STATION CODE
