# What passes between stations, and what the wire carried.
declare -A capture_pid
marker=PAYLOAD-IN-CLEAR
marker_hex=5041594c4f41442d494e2d434c454152

ping_from() {  # STATION ADDRESS [PING-ARGUMENTS...]   all must be answered
  local said
  said=$(in_station "$1" ping -n -q -c 4 -i 0.05 -W 2 -p $marker_hex "${@:3}" "$2" 2>&1) ||
    fail "$1 should reach $2 (${*:3}): $said"
  [[ $said == *' 0% packet loss'* ]] || fail "$1 should lose nothing to $2 (${*:3}): $said"
}

traffic_from() {  # STATION STATION   IPv4, IPv6 and 1400 octets
  local n=${number_of[$2]}
  ping_from "$1" "10.9.0.$n"
  ping_from "$1" "fd09::$n"
  ping_from "$1" "10.9.0.$n" -s 1372 -M do
}

traffic_between() {  # STATION STATION   both ways
  traffic_from "$1" "$2"
  traffic_from "$2" "$1"
  echo "ok: traffic both ways between $1 and $2"
}

no_traffic() {  # STATION STATION
  if in_station "$1" ping -n -q -c 2 -i 0.2 -W 1 "10.9.0.${number_of[$2]}" >/dev/null 2>&1; then
    fail "$1 should not reach $2"
  fi
  echo "ok: no traffic from $1 to $2"
}

# A numbered datagram every millisecond between two stations, both ways, until stop_streams or for SECONDS.
start_streams() {  # STATION STATION [SECONDS] [INTERVAL-US]
  streams=("$1 $2" "$2 $1")
  stream_pids=() receiver_pids=()
  local pair from to
  for pair in "${streams[@]}"; do
    read -r from to <<<"$pair"
    exec_stream "$to" receive 9000 >"$work/$from-to-$to" &
    receiver_pids+=($!)
  done
  for pair in "${streams[@]}"; do
    eventually 10 "the receiver of ${pair#* } listens" stream_listens "${pair#* }"
  done
  for pair in "${streams[@]}"; do
    read -r from to <<<"$pair"
    exec_stream "$from" send "10.9.0.${number_of[$to]}" 9000 "${3:-86400}" "${4:-1000}" &
    stream_pids+=($!)
  done
  background+=("${receiver_pids[@]}" "${stream_pids[@]}")
}
stream_listens() { [[ $(in_station "$1" ss -Hlun 'sport = :9000') ]]; }  # STATION
exec_stream() { exec ip netns exec "$1" "$datagram_stream" "${@:2}"; }  # so that a signal reaches it
stop_streams() { kill "${stream_pids[@]}" 2>/dev/null || true; }

# What became of them; all must have arrived, once. A stream that hardly flowed would prove nothing.
nothing_lost() {  # MINIMUM-SENT
  local pair name said
  wait "${stream_pids[@]}" 2>/dev/null || true
  wait "${receiver_pids[@]}"
  for pair in "${streams[@]}"; do
    name=${pair/ /-to-}
    said=$(<"$work/$name")
    echo "$name: $said"
    at_least "datagrams sent $name" "$(jq .sent <<<"$said")" "$1"
    same "datagrams lost $name" "$(jq .lost <<<"$said")" 0
    same "datagrams doubled $name" "$(jq .duplicates <<<"$said")" 0
  done
}

start_capture() {  # STATION INTERFACE   into $job/STATION-INTERFACE.pcap
  local file=$job/$1-$2.pcap
  rm -f "$file"
  exec_tcpdump "$1" "$2" "$file" &
  capture_pid[$1-$2]=$!
  eventually 10 "tcpdump listens on $2 of $1" test -s "$file"
}
exec_tcpdump() { exec ip netns exec "$1" tcpdump -Z root --immediate-mode -U -i "$2" -w "$3" 2>/dev/null; }

stop_captures() {
  local name
  for name in "${!capture_pid[@]}"; do
    kill "${capture_pid[$name]}" 2>/dev/null || true
    wait "${capture_pid[$name]}" 2>/dev/null || true
    unset "capture_pid[$name]"
  done
}

frames_in() {  # PCAP FILTER...
  local said
  said=$(tcpdump -nr "$1" --count "${@:2}" 2>/dev/null)
  echo "${said%% *}"
}

only_mka_and_macsec() {  # PCAP
  local eapol macsec others
  eapol=$(frames_in "$1" ether proto 0x888e)
  macsec=$(frames_in "$1" ether proto 0x88e5)
  others=$(frames_in "$1" not ether proto 0x888e and not ether proto 0x88e5)
  ((eapol > 0)) || fail "MKPDUs should be on the wire"
  ((macsec > 0)) || fail "MACsec frames should be on the wire"
  ((others == 0)) || fail "only EAPOL and MACsec should be on the wire, but there are $others others: \
$(tcpdump -enr "$1" -c 3 'not ether proto 0x888e and not ether proto 0x88e5' 2>/dev/null)"
  echo "ok: the wire carried $eapol EAPOL and $macsec MACsec frames and nothing else"
}

unreadable() {  # PCAP
  ! grep -qa "$marker" "$1" || fail "the payload should not be readable in $1"
  echo "ok: the payload is not readable on the wire"
}

readable() {  # PCAP
  grep -qa "$marker" "$1" || fail "the payload should be readable in $1"
  echo "ok: the payload is readable"
}

# MKPDUs that leave an interface are lost: all, or every Nth (random loss may take three hellos in a row, and with them
# the peer). Not at the hook of the port guard, which lets them pass first.
lose_mkpdus() {  # STATION INTERFACE [N]
  in_station "$1" tc qdisc add dev "$2" root handle 1: prio 2>/dev/null || true
  in_station "$1" tc filter add dev "$2" parent 1: prio 1 protocol 0x888e matchall \
    action ${3:+pass random determ} drop ${3:-}
}
mkpdus_lost() {  # STATION INTERFACE
  in_station "$1" tc -s -j filter show dev "$2" parent 1: | jq '[.. | .drops? // empty] | add'
}
pass_mkpdus() { in_station "$1" tc filter del dev "$2" parent 1: prio 1; }  # STATION INTERFACE
