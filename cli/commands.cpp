#include "commands.hpp"

#include <array>

namespace macsecctl {
namespace {

constexpr std::array rows{
    Command{"setup", "", "[IF] [--timeout TIME]",
            "Go the way from an interface to a secured link step by step, with questions",
            "  macsecctl setup eth3", setup},
    Command{"check", "",
            "IF [--cipher-suite S] [--encryption-mode M] [--profile P] [--listen TIME]",
            "Tell what stands between an interface and a secured link on it; 0 if nothing does",
            "  macsecctl check eth3\n"
            "  macsecctl check eth3 --profile aws --listen 10s\n"
            "  macsecctl check eth3 --json | jq '.checks[] | select(.result == \"failed\")'",
            check},
    Command{"bench", "", "[IF] [--seconds N]",
            "Measure how fast this machine encrypts in software, against the speed of a port",
            "  macsecctl bench eth3\n"
            "  macsecctl bench eth3 --seconds 30 --json | jq '.results[].lineRateRatio'",
            bench},
    Command{
        "create-connection", "", "NAME --interface IF [OPTIONS]",
        "Create a connection: a MACsec device over an interface, in state pending",
        "  macsecctl create-connection uplink --interface eth3\n"
        "  macsecctl create-connection uplink --interface eth3 --profile aws\n"
        "  macsecctl create-connection uplink --interface eth3 --device ms0 \\\n"
        "      --cipher-suite gcm-aes-256 --encryption-mode must_encrypt --sak-rekey-interval 1h\n"
        "  macsecctl create-connection uplink --interface eth3 --mtu raise-parent \\\n"
        "      --accept-cipher-suites gcm-aes-256,gcm-aes-128",
        create_connection},
    Command{"update-connection", "", "NAME [OPTIONS]",
            "Change a connection; the cipher suite only while it is pending",
            "  macsecctl update-connection uplink --sak-rekey-interval 30m --sak-rekey-volume 1T\n"
            "  macsecctl update-connection uplink --ckn-match auto --icv-indicator always\n"
            "  macsecctl update-connection uplink --encryption-mode must_encrypt\n"
            "  macsecctl update-connection uplink --encryption-mode should_encrypt --clear-after 0",
            update_connection},
    Command{"down", "", "NAME [--yes]",
            "Stop a connection: nothing passes until it is up again. On a terminal it asks first",
            "  macsecctl down uplink --yes", down},
    Command{"up", "", "NAME", "Start a connection that was taken down",
            "  macsecctl up uplink && macsecctl wait uplink --secured", up},
    Command{"delete-connection", "", "NAME [--force]",
            "Delete a connection and its device; with keys only if forced",
            "  macsecctl delete-connection uplink\n"
            "  macsecctl delete-connection uplink --force",
            delete_connection},
    Command{"generate-key", "",
            "[--cipher-suite S | --size 128|256] [--hex upper] [--cak-out FILE]",
            "Print a fresh CKN/CAK pair; it is stored nowhere else",
            "  macsecctl generate-key\n"
            "  macsecctl generate-key --size 128 --hex upper\n"
            "  macsecctl generate-key --cak-out uplink.cak",
            generate_key},
    Command{
        "associate-key", "associate-mac-sec-key",
        "NAME --ckn HEX [--cak-file FILE] [--wait] [OPTIONS]",
        "Add a CKN/CAK pair to a connection as its newest key; without a file it asks for the CAK",
        "  macsecctl associate-key uplink --ckn 0a1b2c3d --cak-file uplink.cak --wait\n"
        "  pass show uplink | macsecctl associate-key uplink --ckn 0a1b2c3d --cak-file -\n"
        "  macsecctl associate-key uplink --ckn 0a1b2c3d --cak-file uplink.cak --start-on "
        "2026-01-31T12:00:00Z",
        associate_key},
    Command{"reassociate-key", "", "NAME --ckn HEX [--wait [--timeout TIME]]",
            "Use a disassociated key again, or try a failed one anew",
            "  macsecctl reassociate-key uplink --ckn 0a1b2c3d --wait", reassociate_key},
    Command{"disassociate-key", "disassociate-mac-sec-key",
            "NAME --ckn HEX [--delete-if-disassociated] [--dry-run] [--yes]",
            "Take a key out of use; it stays in the keychain. On a terminal it asks first",
            "  macsecctl disassociate-key uplink --ckn 0a1b2c3d --dry-run\n"
            "  macsecctl disassociate-key uplink --ckn 0a1b2c3d --yes",
            disassociate_key},
    Command{"delete-key", "", "NAME --ckn HEX [--yes]",
            "Delete a disassociated key with its CAK; on a terminal it asks first",
            "  macsecctl delete-key uplink --ckn 0a1b2c3d", delete_key},
    Command{"describe-connections", "show", "[NAME] [--brief] [--hex CASE]",
            "Show connections, their keys, peers and counters: everything but secrets",
            "  macsecctl show\n"
            "  macsecctl describe-connections uplink --json",
            describe_connections},
    Command{"describe-keys", "show-keys", "[NAME] [--brief] [--hex CASE]",
            "Show the keys of one connection, or of all, newest first",
            "  macsecctl describe-keys uplink\n"
            "  macsecctl describe-keys --json",
            describe_keys},
    Command{"diagnose", "", "NAME [--watch TIME] [--brief]",
            "Tell why it is not secured, or why no traffic passes, and what to do; 0 if it is well",
            "  macsecctl diagnose uplink\n"
            "  macsecctl diagnose uplink --watch 20s\n"
            "  macsecctl diagnose uplink --json | jq -r '.diagnoses[].code'",
            diagnose},
    Command{"rekey", "", "NAME [--wait [--timeout TIME]]",
            "Ask for a fresh SAK now; only the key server's end can",
            "  macsecctl rekey uplink --wait", rekey},
    Command{
        "generate-peer-config", "",
        "NAME --vendor V [--ckn HEX] [--interface IF] [--out FILE] [OPTIONS]",
        "Print the configuration of the other end, with what both must agree on",
        "  macsecctl generate-peer-config uplink --vendor iosxr --interface HundredGigE0/0/0/1\n"
        "  macsecctl generate-peer-config uplink --vendor junos --json | jq -r .notes[]\n"
        "  macsecctl generate-peer-config uplink --vendor wpa_supplicant --out peer.conf \\\n"
        "      --include-secret --cak-file uplink.cak",
        generate_peer_config},
    Command{"rotate", "",
            "NAME [--ckn HEX [--cak-file FILE]] [--dry-run | --detach | --abort] [OPTIONS]",
            "Replace a CAK without a gap, guided to the end: preflight, peer, bake time",
            "  macsecctl rotate uplink --dry-run\n"
            "  macsecctl rotate uplink --ckn 0a1b2c3d --cak-file new.cak\n"
            "  macsecctl rotate uplink --ckn 0a1b2c3d --cak-file new.cak --bake 1h --detach\n"
            "  macsecctl rotate uplink\n"
            "  macsecctl rotate uplink --abort",
            rotate},
    Command{"import-secret", "",
            "NAME --ckn HEX [--cak-file FILE | --generate] [--grant C] [OPTIONS]",
            "Store a CKN/CAK pair by name, for keys that refer to it; its CAK is never shown again",
            "  macsecctl import-secret aws-2026 --ckn 0a1b2c3d --cak-file aws.cak --grant uplink\n"
            "  macsecctl import-secret ibm-2026 --ckn 0a1b2c3d --cak-file key.b64 --cak-base64\n"
            "  macsecctl associate-key uplink --secret aws-2026",
            import_secret},
    Command{"list-secrets", "", "[--brief] [--hex CASE]",
            "Show the stored secrets, who uses and may use them: everything but the CAKs",
            "  macsecctl list-secrets\n"
            "  macsecctl list-secrets --json | jq '.secrets[] | select(.pendingDeletion)'",
            list_secrets},
    Command{"grant-secrets", "", "NAME SECRET",
            "Let a connection use a secret, or with PREFIX* all that are called so",
            "  macsecctl grant-secrets uplink aws-2026\n"
            "  macsecctl grant-secrets uplink 'aws-*'",
            grant_secrets},
    Command{"revoke-secrets", "", "NAME SECRET", "Take a grant back, unless a key relies on it",
            "  macsecctl revoke-secrets uplink 'aws-*'", revoke_secrets},
    Command{"delete-secret", "", "NAME [--yes]",
            "Delete a secret that no key uses; on a terminal it asks first",
            "  macsecctl delete-secret aws-2025", delete_secret},
    Command{"schedule-key-deletion", "", "SECRET | NAME --ckn HEX [--in TIME]",
            "Delete a secret, also one in use, in 7 to 30 days; it is not readable until then",
            "  macsecctl schedule-key-deletion aws-2025 --in 7d\n"
            "  macsecctl schedule-key-deletion uplink --ckn 0a1b2c3d",
            schedule_key_deletion},
    Command{"cancel-key-deletion", "", "SECRET | NAME --ckn HEX",
            "Keep a secret whose deletion was planned", "  macsecctl cancel-key-deletion aws-2025",
            cancel_key_deletion},
    Command{"create-lag", "", "NAME --connections A,B [--type T] [--device D] [OPTIONS]",
            "Make a LAG of connections: a team or bond over their MACsec devices",
            "  macsecctl create-lag lag0 --connections uplink-a,uplink-b --dry-run\n"
            "  macsecctl create-lag lag0 --connections uplink-a,uplink-b --minimum-links 1\n"
            "  macsecctl create-lag lag0 --connections eth3,eth4 --request-macsec \\\n"
            "      --encryption-mode must_encrypt --type active-backup",
            create_lag},
    Command{"update-lag", "", "NAME [--minimum-links N] [--encryption-mode M]",
            "Change a LAG; other policy: update-connection with the LAG's name",
            "  macsecctl update-lag lag0 --minimum-links 1\n"
            "  macsecctl update-lag lag0 --encryption-mode must_encrypt",
            update_lag},
    Command{"associate-connection-with-lag", "", "NAME --connection C [--dry-run]",
            "Join a LAG: the connection gets its mode, policy and keys instead of its own",
            "  macsecctl associate-connection-with-lag lag0 --connection uplink-c --dry-run\n"
            "  macsecctl associate-connection-with-lag lag0 --connection uplink-c",
            associate_connection_with_lag},
    Command{"disassociate-connection-from-lag", "", "NAME --connection C",
            "Leave a LAG; the connection keeps the keys that it has",
            "  macsecctl disassociate-connection-from-lag lag0 --connection uplink-c",
            disassociate_connection_from_lag},
    Command{"describe-lags", "", "[NAME] [--brief] [--hex CASE]",
            "Show LAGs and what their members do",
            "  macsecctl describe-lags\n"
            "  macsecctl describe-lags lag0 --json",
            describe_lags},
    Command{"delete-lag", "", "NAME", "Delete a LAG; its connections stay, each with its keys",
            "  macsecctl delete-lag lag0", delete_lag},
    Command{
        "config", "", "check | diff | apply [--dir DIR] [--prune] [--dry-run] [OPTIONS]",
        "Bring the connections to what the files of /etc/macsecd say; only what differs changes",
        "  macsecctl config check\n"
        "  macsecctl config diff --prune\n"
        "  macsecctl config apply --dir ./links --dry-run\n"
        "  macsecctl config apply --yes",
        config},
    Command{
        "import", "", "wpa_supplicant FILE [--interface IF] [--dry-run] [OPTIONS]",
        "Make connections and keys from a configuration of wpa_supplicant",
        "  macsecctl import wpa_supplicant /etc/wpa_supplicant/wpa_supplicant-wired-eth3.conf \\\n"
        "      --interface eth3 --dry-run\n"
        "  macsecctl import wpa_supplicant uplink.conf --interface eth3 --name uplink",
        import_configuration},
    Command{"keystore", "", "status | rewrap [--to file|credential|pkcs11:URI]",
            "Look after the encrypted store of the CAKs: is it sound, and a new master key for it",
            "  macsecctl keystore status\n"
            "  macsecctl keystore rewrap --to credential",
            keystore},
    Command{"wait", "", "NAME --secured|--up [--timeout TIME]",
            "Wait until a connection is secured, or up: secured or allowed in clear",
            "  macsecctl wait uplink --secured --timeout 30 && systemctl start bird\n"
            "  macsecctl wait uplink --up --timeout 1m",
            wait},
    Command{"watch", "", "[NAME ...] [--interval TIME] [--once]",
            "Show connections, rates, keys and events live on one screen; q leaves",
            "  macsecctl watch\n"
            "  macsecctl watch uplink lag0 --interval 5s\n"
            "  macsecctl watch --once --json | jq .rates",
            watch},
    Command{"monitor", "",
            "[NAME] [--history N|all] [--since TIME] [--kind EVENT,...] [--no-follow] [OPTIONS]",
            "Print events as they happen, one per line; goes on when macsecd is back",
            "  macsecctl monitor\n"
            "  macsecctl monitor --history 100 --severity warning\n"
            "  macsecctl monitor --since 1h --kind 'session-*,key-failed' --no-follow\n"
            "  macsecctl monitor uplink --json | jq .event.message",
            monitor},
    Command{"capture", "", "NAME | --interface IF [--out FILE] [--count N] [--duration TIME]",
            "See the MKPDUs of a connection's interface, or write them to a pcapng file",
            "  macsecctl capture uplink\n"
            "  macsecctl capture uplink --out uplink.pcapng --duration 1m\n"
            "  macsecctl capture --interface eth3 --out - | tshark -r -",
            capture_frames},
    Command{"decode", "", "FILE [--connection NAME | --key-file FILE] [--summary]",
            "Explain the MKPDUs of a capture, of whatever tool, and what they tell together",
            "  macsecctl decode uplink.pcapng --connection uplink\n"
            "  macsecctl decode switch.pcap --key-file keys --summary\n"
            "  macsecctl decode uplink.pcapng --json | jq '.associations[].anomalies'",
            decode},
    Command{"metrics", "", "[--textfile FILE | --http]",
            "Print what monitoring systems collect, in the text format of Prometheus",
            "  macsecctl metrics\n"
            "  macsecctl metrics --textfile /var/lib/prometheus/node-exporter/macsecd.prom",
            metrics},
    Command{"run-hooks", "", "[--directory D] [--timeout TIME] [--position FILE] [--test EVENT]",
            "Run the programs of /etc/macsecd/notify.d for each event; macsecd-notify.service does",
            "  macsecctl run-hooks --test session-lost\n"
            "  macsecctl run-hooks --directory ./notify.d --timeout 10s",
            run_hooks},
    Command{"completion", "", "bash|zsh", "Print the completion script of a shell",
            "  macsecctl completion bash >/etc/bash_completion.d/macsecctl\n"
            "  macsecctl completion zsh >/usr/local/share/zsh/site-functions/_macsecctl\n"
            "  source <(macsecctl completion bash)",
            completion},
};

constexpr std::array hidden_rows{
    Command{"complete", "", "-- WORDS", "Propose what may come next on a command line",
            "  macsecctl complete -- update-connection ''", complete},
    Command{"manual", "", "FRAME", "Print the manual page of macsecctl",
            "  macsecctl manual docs/man/macsecctl.8.in | man -l -", manual},
};

}  // namespace

std::span<const Command> commands() { return rows; }
std::span<const Command> hidden_commands() { return hidden_rows; }

}  // namespace macsecctl
