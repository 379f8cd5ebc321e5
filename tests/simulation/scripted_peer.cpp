#include "scripted_peer.hpp"

#include "crypto/kdf.hpp"
#include "crypto/key_wrap.hpp"

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

const MacAddress group_address{{1, 0x80, 0xc2, 0, 0, 3}};

}  // namespace

ScriptedPeer::ScriptedPeer(World& world, Port& ear, Key key)
    : basic{.mka_version = 3,
            .key_server_priority = 1,
            .key_server = true,
            .macsec_desired = true,
            .capability = MacsecCapability::offset_0,
            .sci = {{{2, 0, 0, 0, 0, 1}}, 1},
            .mi = {{0xAA}},
            .algorithm_agility = wire::algorithm_agility,
            .ckn = *Ckn::from_hex(key.ckn)},
      world_(world),
      ear_(ear),
      cak_(cak_of(key)),
      ckn_(basic.ckn) {}

void ScriptedPeer::say(const More& more) {
  ++basic.mn;
  wire::Mkpdu pdu{.basic = basic};
  const auto heard = ear_.status().participants.front();
  if (!deaf && heard.mn > 0) pdu.live = wire::PeerList{.entries = {{heard.mi, heard.mn}}};
  if (more) more(pdu);
  const auto ick = *crypto::Cmac::with_key(crypto::derive_ick(cak_, ckn_)->expose());
  ear_.hear(wire::encode(pdu, {group_address, basic.sci.mac}, ick));
}

void ScriptedPeer::keep_saying(Duration duration, const More& more) {
  for (const Time end = world_.now() + duration; world_.now() < end;) {
    say(more);
    world_.run_for(std::min(Duration(2s), end - world_.now()));
  }
}

wire::DistributedSak ScriptedPeer::sak(std::uint32_t number) const {
  const CipherSuite suite = ear_.policy().cipher_suite;
  std::vector<std::uint8_t> octets(sak_size(suite), static_cast<std::uint8_t>(number));
  const auto kek = *crypto::derive_kek(cak_, ckn_);
  return {.an = An::from_bits(number),
          .confidentiality_code = 1,
          .key_number = number,
          .cipher_suite_id = cipher_suite_id(suite),
          .short_form = suite == CipherSuite::gcm_aes_128,
          .wrapped = *crypto::wrap_sak(kek, *Sak::copy_from(octets))};
}

}  // namespace sim
