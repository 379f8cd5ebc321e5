# Sourced by scenarios of `diagnose`: several wires between left and right, each with a fault of its own, asked about
# all at once.
source "$lib_dir/keys.sh"

declare -A asked
watch=6s

ask() {  # STATION CONNECTION
  exec_diagnose "$@" >"$work/$1-$2.diagnosis" 2>&1 &
  asked[$1-$2]=$!
}
exec_diagnose() {
  MACSECD_SOCKET=$work/$1/control exec "$macsecctl" diagnose "$2" --json --watch $watch
}

answered() {  # FAULT STATION CONNECTION CODE [PART-OF-THE-ANSWER]
  local file=$work/$2-$3.diagnosis status=0 expected=1 code said
  wait "${asked[$2-$3]}" || status=$?
  [[ $4 == healthy ]] && expected=0
  cp "$file" "$job/$2-$3.json"
  { read -r code && read -r said; } < <(jq -r '.diagnoses[0] | .code, "\(.message) | \(.moreInfo)"' "$file") ||
    fail "$1 ($2 $3) should be answered with $4, but: $(<"$file")"
  [[ $code == "$4" ]] || fail "$1 ($2 $3) should be answered with $4, but: $(jq . "$file")"
  [[ $said == *"${5:-}"* ]] || fail "the answer to $1 ($2 $3) should contain '${5:-}' but is: $said"
  ((status == expected)) || fail "the exit status for $1 should be $expected but is $status"
  echo "ok: fault '$1' is answered with $4 at $2: ${said%% | *}"
}

connection() {  # STATION NAME INTERFACE CKN CAK CREATE-ARGUMENTS...
  "$1" create-connection "$2" --interface "$3" --encryption-mode must_encrypt "${@:6}" >/dev/null
  key_for "$1" "$2" "$4" "$5"
}

key_for() {  # STATION CONNECTION CKN CAK   quietly: other connections have it, too
  "$1" associate-key "$2" --ckn "$3" --cak-file "$(key_file "$4")" >/dev/null 2>"$work/warnings" ||
    fail "$(<"$work/warnings")"
}

both_ends() {  # NAME CREATE-ARGUMENTS...   over the interface of that name, with the same key
  connection left "$1" "$1" "$ckn" $cak256 --priority 10 "${@:2}"
  connection right "$1" "$1" "$ckn" $cak256 --priority 20 "${@:2}"
}

middle() {  # INTERFACE BRIDGE-ARGUMENTS...   a bridge between the interfaces of left and right
  local name
  ip netns add "$1"
  ip -n "$1" link add br0 type bridge mcast_snooping 0 "${@:2}"
  ip -n "$1" -batch - <<<"link set br0 addrgenmode none
link set br0 up"
  for name in left right; do
    ip link add name "$1" netns "$name" type veth peer name "$name" netns "$1"
    ip -n "$1" -batch - <<<"link set $name addrgenmode none
link set $name master br0
link set $name up"
    parent_up "$name" "$1"
  done
}
