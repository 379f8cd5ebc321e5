# suite SUITE   one cipher suite under a CAK of 16 and of 32 octets: traffic, and what the wire shows of it.
suite() {
  local cak
  station left
  station right
  wire left right
  start_agent left
  start_agent right
  for cak in $cak128 $cak256; do
    step "$1 under a CAK of $((${#cak} / 2)) octets"
    start_capture left eth0
    connect left "$cak" --cipher-suite "$1"
    connect right "$cak" --cipher-suite "$1"
    address left ms-eth0
    address right ms-eth0
    secured left right
    same "the suite of the SAK" "$(fact left '.mka.latestSak.cipherSuite | ascii_downcase')" "$1"
    traffic_between left right
    stop_captures
    only_mka_and_macsec "$job/left-eth0.pcap"
    unreadable "$job/left-eth0.pcap"
    mv "$job/left-eth0.pcap" "$job/cak-${#cak}.pcap"
    left delete-connection link --force
    right delete-connection link --force
  done
}
