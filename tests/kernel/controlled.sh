# What the kernel shows of the controlled port, and what its device passes.
state_of() { cat_in "$1" operstate; }  # STATION
cat_in() { in_station "$1" cat "/sys/class/net/ms-eth0/$2"; }
has_state() { [[ $(state_of "$1") == "$2" ]]; }                       # STATION up|dormant
has_carrier() { [[ $(ip -n "$1" link show ms-eth0) != *NO-CARRIER* ]]; }  # STATION   what waits for IFF_RUNNING sees
frames_are() { [[ $(ip -n "$1" macsec show) == *"protect $2 validate $3"* ]]; }  # STATION on|off strict|check
in_clear() { frames_are "$1" off check; }                             # STATION
strictly_secured() { is "$1" .mka.secured true && frames_are "$1" on strict; }  # STATION

both() {  # COMMAND ARGUMENTS...   with left and with right before the arguments
  "$1" left "${@:2}" && "$1" right "${@:2}"
}
last_event() {  # STATION EVENT MEMBER
  jq -r "select(.event.event == \"$2\").event.$3" "$work/$1/events" | tail -n 1
}

# In clear each frame is seen by the parent as well, which would answer it a second time.
shut_parent() {  # STATION
  in_station "$1" sysctl -qw net.ipv4.conf.eth0.rp_filter=1 net.ipv4.conf.eth0.arp_ignore=8 net.ipv6.conf.eth0.disable_ipv6=1
}
