// An MKPDU as a value (802.1X 11.11). Decoding and encoding change no state.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/cmac.hpp"
#include "mka/output.hpp"
#include "mka/result.hpp"
#include "mka/types.hpp"
#include "wire/announcement.hpp"
#include "wire/basic.hpp"
#include "wire/distributed_sak.hpp"
#include "wire/eapol.hpp"
#include "wire/envelope.hpp"
#include "wire/peer_list.hpp"
#include "wire/sak_use.hpp"
#include "wire/xpn.hpp"

namespace mka::wire {

struct Mkpdu {
  Basic basic;
  std::optional<PeerList> live{};
  std::optional<PeerList> potential{};
  std::optional<SakUse> sak_use{};
  std::optional<DistributedSak> distributed_sak{};
  bool distributed_cak = false;  // present; its contents are never used
  std::optional<Announcement> announcement{};
  std::optional<Xpn> xpn{};
  bool icv_indicator = false;
  std::size_t filled_to = 0;  // encoded only: the frame gets this many octets, if it has fewer
  std::vector<std::uint8_t> order{};  // set types as found, Basic left out
  unsigned ignored_sets = 0;          // repeated or unknown types
};

// Walks all sets first; a bad last one leaves nothing behind (checks 13 to 24).
Result<Mkpdu, DropReason> decode(const AuthenticMkpdu& pdu);

// The whole frame with its ICV: sets ascending by type, `order` and `ignored_sets` are not looked
// at. Empty if it would exceed limits::mkpdu_body.
std::vector<std::uint8_t> encode(const Mkpdu& pdu, const eapol::Addresses& addresses,
                                 const crypto::Cmac& ick);

}  // namespace mka::wire
