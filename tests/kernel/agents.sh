# One agent per station, and what it says about its connection "link".
declare -A agent_pid
agent_options=()

start_agent() {  # STATION [COMMAND-PREFIX...]
  local name=$1
  exec_agent "$@" &
  agent_pid[$name]=$!
  eventually 10 "the agent of $name listens on its control socket" test -S "$work/$name/control"
}
exec_agent() {
  exec ip netns exec "$1" "${@:2}" "$macsecd" --socket "$work/$1/control" --state-dir "$work/$1/state" \
    --config-dir "$work/$1/config" --log-level debug "${agent_options[@]}" >>"$job/$1.log" 2>&1
}

stop_agent() {  # STATION [SIGNAL]
  kill -"${2:-TERM}" "${agent_pid[$1]}"
  wait "${agent_pid[$1]}" 2>/dev/null || true
  unset "agent_pid[$1]"
  rm -f "$work/$1/control"
}

key_file() {  # HEX   prints the name of a file that holds it
  local file=$work/key-${#1}-${1:0:8}
  [[ -e $file ]] || (umask 077; echo "$1" >"$file")
  echo "$file"
}

secret_file() {  # STATION CKN   where the vault keeps the CAK of this key of "link"
  local vault=$work/$1/state/vault
  echo "$vault/records/$(jq --arg name "link/${2,,}" '.secrets[] | select(.secretName == $name).record' "$vault/index.json")"
}

associate() {  # STATION CKN CAK
  "$1" associate-key link --ckn "$2" --cak-file "$(key_file "$3")" >/dev/null
}

connect() {  # STATION CAK CREATE-ARGUMENTS...   connection "link" over eth0 with one key
  "$1" create-connection link --interface eth0 --encryption-mode must_encrypt "${@:3}" >/dev/null
  associate "$1" "$ckn" "$2"
}

fact() {  # STATION JQ-PATH   of connection "link"
  "$1" describe-connections link --json | jq -r ".connections[0]$2"
}
is() { [[ $(fact "$1" "$2") == "$3" ]]; }  # STATION JQ-PATH VALUE
has() { (($(fact "$1" "$2") >= $3)); }     # STATION JQ-PATH MINIMUM

secured() {  # STATION...
  local name
  for name; do
    "$name" wait link --secured --timeout "${patience:-20}" >/dev/null ||
      fail "$name should be secured within ${patience:-20} s"
    same "portEncryptionStatus of $name" "$(fact "$name" .portEncryptionStatus)" 'Encryption Up'
  done
}

unsecured() { is "$1" .mka.secured false && is "$1" .portEncryptionStatus 'Encryption Down'; }

# Two stations, one wire, two agents, their connections secured; left has the better priority.
connected_pair() {  # CAK CREATE-ARGUMENTS...   the same at both ends
  station left
  station right
  wire left right
  start_agent left
  start_agent right
  connect left "$1" --priority 10 "${@:2}"
  connect right "$1" --priority 20 "${@:2}"
}

secured_pair() {  # CAK CREATE-ARGUMENTS...   the same at both ends
  connected_pair "$@"
  secured left right
  address left ms-eth0
  address right ms-eth0
}

# The moment of an event, from the agent's own clock: polling is too coarse for a limit.
start_monitor() {  # STATION   events of "link", one JSON object a line, into $work/STATION/events
  MACSECD_SOCKET=$work/$1/control "$macsecctl" monitor --json --no-reconnect >"$work/$1/events" 2>&1 &
  background+=($!)
}
told() { grep -q "\"$2\"" "$work/$1/events"; }  # STATION EVENT
