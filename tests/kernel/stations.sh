# Stations are network namespaces; the first one made has the smallest MAC address.
declare -A number_of

in_station() { ip netns exec "$@"; }  # STATION COMMAND...

station() {  # NAME   afterwards NAME ARGUMENTS... is macsecctl talking to its agent
  local name=$1
  stations+=("$name")
  : >"$job/$name.log"  # not of the run before
  number_of[$name]=${#stations[@]}
  ip netns add "$name"
  mkdir -p "$work/$name/state" "$work/$name/config"
  eval "$name() { MACSECD_SOCKET=$work/$name/control $macsecctl \"\$@\"; }"
}

mac_of() { printf '02:00:00:00:00:%02x' $((${number_of[$1]} + 9)); }  # STATION

# A parent that says nothing of its own: without an address there is nothing to say.
parent_up() {  # STATION INTERFACE
  local mac
  printf -v mac '02:00:00:00:00:%02x' $((${number_of[$1]} + 9))
  ip -n "$1" -batch - <<<"link set lo up
link set $2 addrgenmode none
link set $2 address $mac
link set $2 up"
}

wire() {  # STATION STATION [INTERFACE]   the same interface name in both
  ip link add name "${3:-eth0}" netns "$1" type veth peer name "${3:-eth0}" netns "$2"
  parent_up "$1" "${3:-eth0}"
  parent_up "$2" "${3:-eth0}"
}

hub() {  # STATION...   eth0 in each, on one bridge that lets the PAE group address pass
  local name
  ip netns add hub
  ip -n hub link add br0 type bridge stp_state 0 mcast_snooping 0 group_fwd_mask 8
  ip -n hub link set br0 addrgenmode none
  ip -n hub link set br0 up
  for name; do
    ip link add name eth0 netns "$name" type veth peer name "$name" netns hub
    ip -n hub link set "$name" addrgenmode none
    ip -n hub link set "$name" master br0 up
    parent_up "$name" eth0
  done
}

address() {  # STATION DEVICE   10.9.0.N and fd09::N
  ip -n "$1" -batch - <<<"address add 10.9.0.${number_of[$1]}/24 dev $2
address add fd09::${number_of[$1]}/64 dev $2 nodad
link set $2 up"
}

kernel_sas() {  # STATION   number of SAs, both directions
  ip -n "$1" macsec show | grep -cE '^ +[0-3]: PN' || true
}
no_kernel_sas() { [[ $(kernel_sas "$1") == 0 ]]; }
