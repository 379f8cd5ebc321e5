#include "token/worker/derive.hpp"

#include <algorithm>
#include <array>

#include "mka/derived_keys.hpp"
#include "token/derived_payload.hpp"

namespace macsecd::token {

Outcome<Payload> derive_keys(const Session& session, const Key& cak,
                             std::span<const std::uint8_t> ckn) {
  const auto name = mka::Ckn::from(ckn);
  if (!name) return Trouble{State::module_failed, "the CKN is not 1 to 32 octets long"};
  if (!session.offers(CKM_AES_CMAC)) return Trouble{State::mechanism_missing, "CKM_AES_CMAC"};
  CK_FUNCTION_LIST& calls = session.calls();
  Trouble trouble{State::module_failed, "the keys cannot be derived"};
  const auto cmac = [&](mka::Bytes message) -> std::optional<mka::Icv> {
    CK_MECHANISM mechanism{CKM_AES_CMAC, nullptr, 0};
    if (const CK_RV rv = calls.C_SignInit(session.handle(), &mechanism, cak.handle); rv != CKR_OK) {
      trouble = trouble_of(rv, "C_SignInit");
      return std::nullopt;
    }
    mka::Icv mac{};
    CK_ULONG size = mac.size();
    auto* octets = const_cast<unsigned char*>(message.data());
    const CK_RV rv = calls.C_Sign(session.handle(), octets, message.size(), mac.data(), &size);
    if (rv == CKR_OK && size == mac.size()) return mac;
    if (rv != CKR_OK) trouble = trouble_of(rv, "C_Sign");
    return std::nullopt;
  };
  const auto derived = mka::derive_keys(cak.size, *name, cmac);
  if (!derived) return trouble;
  return to_payload(*derived);
}

}  // namespace macsecd::token
