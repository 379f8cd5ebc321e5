// The outside of an MKPDU: what can be known before its ICV has been verified.
// Three types keep the order: Envelope -> AuthenticMkpdu (only verify makes one) -> Mkpdu.
#pragma once

#include <optional>

#include "crypto/cmac.hpp"
#include "mka/output.hpp"
#include "mka/result.hpp"
#include "mka/types.hpp"
#include "wire/eapol.hpp"

namespace mka::wire {

// Views into the frame; the frame must outlive it.
struct Envelope {
  Bytes signed_octets;   // from the destination address up to the ICV
  Bytes parameter_sets;  // the EAPOL body up to the ICV, Basic set first
  Bytes icv;             // 16 octets
  MacAddress destination;
  MacAddress source;
  std::uint8_t mka_version = 0;
  std::uint32_t algorithm_agility = 0;
  Sci sci;  // unauthenticated: for counters and messages only
  Ckn ckn;
};

inline constexpr std::uint32_t algorithm_agility = 0x0080C201;  // AES-CMAC (802.1X 11.11.3)

// Checks 1 to 9 of 802.1X 11.11.2, in order; allocates nothing.
Result<Envelope, DropReason> open_envelope(Bytes frame, const eapol::Hearing& hearing = {});

// Octets that carry a correct ICV. Made by verify alone.
class AuthenticMkpdu {
 public:
  Bytes parameter_sets() const { return sets_; }

 private:
  explicit AuthenticMkpdu(Bytes sets) : sets_(sets) {}
  friend std::optional<AuthenticMkpdu> verify(const Envelope& envelope, const crypto::Cmac& ick);
  Bytes sets_;
};

// Compares the ICV in constant time.
std::optional<AuthenticMkpdu> verify(const Envelope& envelope, const crypto::Cmac& ick);

}  // namespace mka::wire
