# Sourced by scenarios with a LAG: two stations, two wires, a connection over each, named a and b.
lag_stations() {  # CREATE-ARGUMENTS...
  local name
  station left
  station right
  wire left right
  wire left right eth1
  # eth1 has an address of its own: an SCI is made of it.
  for name in left right; do
    ip -n "$name" -batch - <<<"link set eth1 down
link set eth1 address 02:00:00:00:01:$(printf %02x "${number_of[$name]}")
link set eth1 up"
    start_agent "$name"
  done
  for name in left right; do
    "$name" create-connection a --interface eth0 --encryption-mode must_encrypt \
      --priority "${number_of[$name]}0" "$@" >/dev/null
    "$name" create-connection b --interface eth1 --encryption-mode must_encrypt \
      --priority "${number_of[$name]}0" "$@" >/dev/null
  done
}

key_for() {  # STATION NAME CKN CAK
  "$1" associate-key "$2" --ckn "$3" --cak-file "$(key_file "$4")" >/dev/null 2>&1
}

# In both stations; teamd's names are not those of a network namespace.
make_lags() {  # TYPE CREATE-ARGUMENTS...
  local name
  for name in left right; do
    "$name" create-lag lag --connections a,b --device "lag-$name" --type "$1" "${@:2}" >/dev/null
    key_for "$name" lag "$ckn" $cak256
  done
  for name in left right; do
    "$name" wait lag --secured --timeout 30 >/dev/null || fail "both members of $name should be secured"
    eventually 10 "both members of $name take part" members_are "$name" "a b"
    address "$name" "lag-$name"
  done
}

lag_fact() { "$1" describe-lags lag --json | jq -r ".lags[0]$2"; }  # STATION JQ-PATH
lag_is() { [[ $(lag_fact "$1" "$2") == "$3" ]]; }                    # STATION JQ-PATH VALUE
members_are() {  # STATION "NAMES"   that take part
  [[ $(lag_fact "$1" '.connections | map(select(.inLag).connectionName) | join(" ")') == "$2" ]]
}
of() { "$1" describe-connections "$2" --json | jq -r ".connections[0]$3"; }  # STATION CONNECTION JQ-PATH

start_lag_monitor() {  # STATION   events of the LAG and its members
  MACSECD_SOCKET=$work/$1/control "$macsecctl" monitor lag --json >"$work/$1/events" 2>&1 &
  background+=($!)
  eventually 5 "the monitor of $1 listens" grep -q ready "$work/$1/events"
}
# When the last one of that kind was told, in ms.
time_of() {  # STATION EVENT CONNECTION
  date -d "$(jq -r "select(.event.event == \"$2\" and .event.connectionName == \"$3\").event.time" \
    "$work/$1/events" | tail -n 1)" +%s%3N
}
times_told() { grep -c "\"$2\"" "$work/$1/events" || true; }  # STATION EVENT

# MKPDUs of one wire are lost, both ways; everything else passes.
cut_mka() {  # INTERFACE
  local name
  for name in left right; do
    ip netns exec "$name" tc qdisc add dev "$1" clsact
    ip netns exec "$name" tc filter add dev "$1" ingress prio 100 protocol 0x888e matchall action drop
  done
}
mend_mka() {  # INTERFACE
  local name
  for name in left right; do ip netns exec "$name" tc filter del dev "$1" ingress prio 100; done
}
