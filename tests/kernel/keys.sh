# Sourced by scenarios with several keys.
second=${ckn%65}66
third=${ckn%65}67
fourth=${ckn%65}68
cak2=ff${cak256:2}

key_fact() { fact "$1" ".macSecKeys[] | select(.ckn == \"$2\") | .$3"; }  # STATION CKN MEMBER
key_is() { [[ $(key_fact "$1" "$2" "$3") == "$4" ]]; }                        # STATION CKN MEMBER VALUE
governs() { key_is left "$1" role principal && key_is right "$1" role principal; }  # CKN
moved_to() {  # CKN   and the SAK of the other key is retired
  governs "$1" && is left .mka.latestSak.ckn "$1" && is right .mka.latestSak.ckn "$1" && is left .mka.oldSak null
}
