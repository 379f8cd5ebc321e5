# Sourced by every interop scenario: the stations of tests/kernel/lib.sh, some of them with Debian's
# wpa_supplicant instead of an agent. $job keeps, besides the captures, what check-mkpdus needs afterwards.
source "${BASH_SOURCE[0]%/*}/../kernel/lib.sh"

declare -A wpa_pid

start_wpa() {  # STATION CKN CAK NETWORK-LINES...
  local name=$1 file=$work/$1.wpa
  (
    umask 077
    printf 'eapol_version=3\nap_scan=0\nnetwork={\n key_mgmt=NONE\n eapol_flags=0\n macsec_policy=1\n'
    printf ' macsec_replay_protect=1\n macsec_replay_window=0\n mka_ckn=%s\n mka_cak=%s\n' "$2" "$3"
    printf ' %s\n' "${@:4}"
    printf '}\n'
  ) >"$file"
  exec_wpa "$name" "$file" &
  wpa_pid[$name]=$!
  background+=($!)
}

exec_wpa() {
  exec ip netns exec "$1" wpa_supplicant -D macsec_linux -i eth0 -c "$2" -d >>"$job/$1.wpa.log" 2>&1
}

stop_wpa() {  # STATION [SIGNAL]
  kill -"${2:-TERM}" "${wpa_pid[$1]}"
  wait "${wpa_pid[$1]}" 2>/dev/null || true
}

running_sas() { ip -n "$1" macsec show | grep -cE '^ +[0-3]: PN .*state on' || true; }
has_running_sas() { (($(running_sas "$1") >= ${2:-2})); }

wpa_secured() {  # STATION [SAS]   its macsec device transmits and receives
  eventually 60 "wpa_supplicant of $1 installs its SAs" has_running_sas "$@"
}

# What check-mkpdus verifies when the guest has ended: frames of ours in the capture, under these keys.
verify_later() { echo "$job/$1-eth0.pcap $(mac_of "$1") $2 $3" >>"$job/verify"; }  # STATION CKN CAK

# Ours is "left", wpa_supplicant is "right"; both sides' arguments are given as arrays by the scenario:
#   ours=(create-connection arguments)   theirs=(network lines)   ckn cak
interop_pair() {
  station left
  station right
  wire left right
  start_capture left eth0
  start_agent left
  connect left "$cak" --cipher-suite gcm-aes-128 "${ours[@]}"
  verify_later left "$ckn" "$cak"
  start_wpa right "$ckn" "$cak" "${theirs[@]}"
  secured left
  wpa_secured right
  address left ms-eth0
  address right macsec0
}

interop_traffic() {
  traffic_between left right
  only_mka_and_macsec "$job/left-eth0.pcap"
}
