// What the operator decides about one port, as plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mka/derived_keys.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

// What an unsecured port does (802.1X clause 12.4: unsecureAllowed).
enum class EncryptionMode : std::uint8_t {
  must_encrypt,    // nothing passes until secured
  should_encrypt,  // clear text passes until secured
  no_encrypt,      // clear text passes; MKA keeps silent
};

// Which names on the wire are taken for a key of ours. Some vendors fill a shorter name with zeros.
enum class CknMatch : std::uint8_t {
  exact,
  // Trailing zero octets do not count; the peer is answered with its form of the name. An exact
  // match goes first. No two keys of one port may differ in trailing zeros only.
  ignore_trailing_zeros,
};
std::string_view to_string(CknMatch match);

// How the short SCIs of the XPN suites are dealt out when a SAK of another key server is taken.
enum class SsciMode : std::uint8_t {
  by_sci_descending,  // the greatest SCI has 1 (802.1X 9.10)
  by_live_list,       // in the order of the server's live list, its own place as it says there
};
std::string_view to_string(SsciMode mode);

struct PortPolicy {
  EncryptionMode mode = EncryptionMode::must_encrypt;
  // should_encrypt: so long after link up the port stays closed, for MKA to secure it first.
  Duration clear_after = std::chrono::seconds(6);
  // The suite we distribute as key server. The SecY holds one suite at a time.
  CipherSuite cipher_suite = CipherSuite::gcm_aes_xpn_256;
  // Suites we accept as client; the distributed one must also be what the SecY was built with.
  std::vector<CipherSuite> accepted_suites{CipherSuite::gcm_aes_xpn_256};
  // What we distribute as key server; as client integrity_only is accepted only if configured.
  Confidentiality confidentiality = Confidentiality::offset_0;
  MacsecCapability capability = MacsecCapability::offset_0;
  std::uint8_t key_server_priority = 16;  // lower serves first; 255 never serves
  bool delay_protect = false;             // hello every 0.5 s, and peers' LPNs are enforced
  bool include_icv_indicator = false;
  std::uint8_t mka_version = 0;  // 1..3; 0: 3 with an XPN suite, otherwise 1
  // MKPDUs to any group address are heard; to our own address only if this is an individual one.
  MacAddress destination{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}};
  std::uint16_t ether_type = 0x888E;  // of what is sent; no other is heard
  CknMatch ckn_match = CknMatch::exact;
  SsciMode ssci_mode = SsciMode::by_sci_descending;
  std::uint32_t replay_window = 0;
  Duration hello_time = std::chrono::seconds(2);  // at least limits::shortest_hello
  // Triggers of a fresh SAK besides the standard's; 0 switches a trigger off.
  Duration rekey_interval{0};
  std::uint64_t rekey_octets = 0;  // as we transmit them; only the key server's setting counts
  // Packet number that asks for a fresh SAK; 0: 75 % of the suite's range (802.1X 9.8).
  Pn rekey_packet_number = 0;
};

// A CAK by its name and what is derived from it. Keys are handed over newest first, which is their
// order of preference.
struct KeyConfig {
  Ckn ckn;
  DerivedKeys keys;
  // Says nothing until an authentic MKPDU under this key is heard, and speaks for good from then.
  bool listen_only = false;
};

struct PortIdentity {
  MacAddress mac;
  std::uint16_t port = 1;
  Sci sci() const { return {mac, port}; }
};

}  // namespace mka
