#include "mka/mkpdu_check.hpp"

#include "crypto/key_wrap.hpp"
#include "wire/mkpdu.hpp"

namespace mka {
namespace {

std::optional<bool> unwraps(const wire::AuthenticMkpdu& authentic, const Kek& kek) {
  const auto pdu = wire::decode(authentic);
  if (!pdu || !pdu->distributed_sak || pdu->distributed_sak->without_macsec) return std::nullopt;
  return crypto::unwrap_sak(kek, pdu->distributed_sak->wrapped.view()).has_value();
}

}  // namespace

std::optional<Ckn> ckn_of(Bytes frame) {
  const auto envelope = wire::open_envelope(frame, wire::eapol::hearing_of_onlooker(frame));
  return envelope ? std::optional(envelope->ckn) : std::nullopt;
}

std::optional<MkpduCheck> check_mkpdu(Bytes frame, const DerivedKeys& keys) {
  const auto envelope = wire::open_envelope(frame, wire::eapol::hearing_of_onlooker(frame));
  const auto ick = crypto::Cmac::with_key(keys.ick.expose());
  if (!envelope || !ick) return std::nullopt;
  const auto authentic = wire::verify(*envelope, *ick);
  if (!authentic) return MkpduCheck{};
  return MkpduCheck{true, unwraps(*authentic, keys.kek)};
}

}  // namespace mka
