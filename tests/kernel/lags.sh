# Sourced by scenarios with a LAG: two stations, two wires, a connection over each, named a and b.
own_address() {  # STATION INTERFACE OCTET   an SCI is made of it
  ip -n "$1" -batch - <<<"link set $2 down
link set $2 address 02:00:00:00:$3:$(printf %02x "${number_of[$1]}")
link set $2 up"
}

lag_wires() {
  local name
  station left
  station right
  wire left right
  wire left right eth1
  for name in left right; do
    own_address "$name" eth1 01
    start_agent "$name"
  done
}

lag_stations() {  # CREATE-ARGUMENTS...
  local name
  lag_wires
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
  MACSECD_SOCKET=$work/$1/control "$macsecctl" monitor lag --json --no-reconnect >"$work/$1/events" 2>&1 &
  background+=($!)
  eventually 5 "the monitor of $1 listens" grep -q ready "$work/$1/events"
}
# When the last one of that kind was told, in ms.
time_of() {  # STATION EVENT CONNECTION
  date -d "$(jq -r "select(.event.event == \"$2\" and .event.connectionName == \"$3\").event.time" \
    "$work/$1/events" | tail -n 1)" +%s%3N
}
times_told() { grep -c "\"$2\"" "$work/$1/events" || true; }  # STATION EVENT

sent_on() { ip -n "$1" -j -s link show "$2" | jq '.[0].stats64.tx.packets'; }  # STATION DEVICE
carrier_of() {  # STATION   the member that its stream uses
  local a b
  a=$(sent_on "$1" ms-eth0) b=$(sent_on "$1" ms-eth1)
  pause 0.5
  a=$(($(sent_on "$1" ms-eth0) - a)) b=$(($(sent_on "$1" ms-eth1) - b))
  ((a > b)) && echo a || echo b
}
declare -A interface_of=([a]=eth0 [b]=eth1) other_than=([a]=b [b]=a)

# MKPDUs of one wire are lost, both ways; everything else passes.
cut_mka() { lose_mkpdus left "$1" && lose_mkpdus right "$1"; }    # INTERFACE
mend_mka() { pass_mkpdus left "$1" && pass_mkpdus right "$1"; }  # INTERFACE

# The streams end: none paused for more than 1.5 s beyond the loss of security, and the member was out at once.
# Each end loses it by itself, up to a hello time apart.
back_in_time() {  # MEMBER
  local name pair gap lost out apart
  stop_streams
  wait "${stream_pids[@]}" "${receiver_pids[@]}" 2>/dev/null || true
  for name in left right; do
    lost=$(time_of $name session-lost "$1") out=$(time_of $name lag-member-out "$1")
    ((out - lost <= 1000)) || fail "$1 should be out at $name within 1 s, but it took $((out - lost)) ms"
    echo "ok: $1 is out at $name $((out - lost)) ms after its security was lost"
  done
  apart=$(($(time_of left session-lost "$1") - $(time_of right session-lost "$1")))
  for pair in left-to-right right-to-left; do
    gap=$(jq .longestGapMs <"$work/$pair")
    ((gap <= 1500 + ${apart#-})) || fail "traffic $pair should be back within 1500 ms, but paused for $gap ms"
    echo "ok: $pair paused for $gap ms; the ends lost $1 ${apart#-} ms apart"
  done
}
