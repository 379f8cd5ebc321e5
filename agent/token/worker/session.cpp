#include "token/worker/session.hpp"

#include <p11-kit/uri.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace macsecd::token {
namespace {

constexpr CK_ULONG most_slots = 1024;

struct Found {
  CK_FUNCTION_LIST* calls = nullptr;
  CK_SLOT_ID slot = 0;
  CK_TOKEN_INFO token{};
};

std::vector<CK_SLOT_ID> slots_with_token(CK_FUNCTION_LIST& calls) {
  CK_ULONG count = 0;
  if (calls.C_GetSlotList(CK_TRUE, nullptr, &count) != CKR_OK) return {};
  std::vector<CK_SLOT_ID> slots(std::min(count, most_slots));
  count = slots.size();
  if (count == 0 || calls.C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) return {};
  slots.resize(std::min<std::size_t>(count, slots.size()));
  return slots;
}

std::vector<Found> tokens(const Modules& modules, const Uri& uri) {
  std::vector<Found> found;
  for (CK_FUNCTION_LIST* calls : modules.all())
    for (const CK_SLOT_ID slot : slots_with_token(*calls)) {
      Found one{calls, slot, {}};
      if (calls->C_GetTokenInfo(slot, &one.token) == CKR_OK &&
          p11_kit_uri_match_token_info(uri.parsed(), &one.token) != 0)
        found.push_back(one);
    }
  return found;
}

std::optional<Trouble> why_no_login(const CK_TOKEN_INFO& token, const std::optional<Pin>& pin) {
  const bool has_pad = (token.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
  if ((token.flags & CKF_USER_PIN_LOCKED) != 0) return Trouble{State::pin_locked};
  if ((token.flags & CKF_USER_PIN_INITIALIZED) == 0)
    return Trouble{State::token_not_initialised, "its user PIN is not set"};
  if ((token.flags & CKF_USER_PIN_FINAL_TRY) != 0) return Trouble{State::pin_last_try};
  if (!pin && !has_pad) return Trouble{State::pin_missing, "the URI has no pin-source"};
  return std::nullopt;
}

}  // namespace

Trouble trouble_of(CK_RV rv, const char* call) {
  const std::string detail = std::string(call) + ": " + p11_kit_strerror(rv);
  switch (rv) {
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_SLOT_ID_INVALID:
    case CKR_DEVICE_REMOVED:
      return {State::token_missing, detail};
    case CKR_TOKEN_NOT_RECOGNIZED:
    case CKR_USER_PIN_NOT_INITIALIZED:
      return {State::token_not_initialised, detail};
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE:
      return {State::pin_wrong, detail};
    case CKR_PIN_LOCKED:
      return {State::pin_locked, detail};
    case CKR_MECHANISM_INVALID:
    case CKR_MECHANISM_PARAM_INVALID:
      return {State::mechanism_missing, detail};
    case CKR_KEY_FUNCTION_NOT_PERMITTED:
    case CKR_KEY_TYPE_INCONSISTENT:
    case CKR_KEY_SIZE_RANGE:
      return {State::key_unsuitable, detail};
    default:
      return {State::module_failed, detail};
  }
}

Outcome<Session> Session::open(const Modules& modules, const Uri& uri,
                               const std::optional<Pin>& pin, bool writable) {
  const auto found = tokens(modules, uri);
  if (found.empty()) return Trouble{State::token_missing};
  if (found.size() > 1) return Trouble{State::ambiguous, "tokens: " + std::to_string(found.size())};
  const Found& one = found.front();
  if ((one.token.flags & CKF_TOKEN_INITIALIZED) == 0) return Trouble{State::token_not_initialised};
  CK_SESSION_HANDLE handle = 0;
  const CK_FLAGS flags = CKF_SERIAL_SESSION | (writable ? CKF_RW_SESSION : 0);
  if (const CK_RV rv = one.calls->C_OpenSession(one.slot, flags, nullptr, nullptr, &handle);
      rv != CKR_OK)
    return trouble_of(rv, "C_OpenSession");
  Session session(one.calls, one.slot, handle);
  if ((one.token.flags & CKF_LOGIN_REQUIRED) != 0)
    if (auto trouble = session.log_in(one.token, pin)) return *std::move(trouble);
  return session;
}

std::optional<Trouble> Session::log_in(const CK_TOKEN_INFO& token, const std::optional<Pin>& pin) {
  if (auto why = why_no_login(token, pin)) return why;
  Pin copy = pin ? pin->clone() : *Pin::copy_from(std::array<std::uint8_t, 1>{});
  auto* octets = const_cast<unsigned char*>(copy.expose().data());
  const CK_RV rv =
      calls_->C_Login(handle_, CKU_USER, pin ? octets : nullptr, pin ? copy.size() : 0);
  if (rv == CKR_OK || rv == CKR_USER_ALREADY_LOGGED_IN) return std::nullopt;
  return trouble_of(rv, "C_Login");
}

Session::Session(Session&& other) noexcept
    : calls_(std::exchange(other.calls_, nullptr)), slot_(other.slot_), handle_(other.handle_) {}

Session::~Session() {
  if (calls_ == nullptr) return;
  calls_->C_Logout(handle_);
  calls_->C_CloseSession(handle_);
}

bool Session::offers(CK_MECHANISM_TYPE mechanism) const {
  CK_MECHANISM_INFO about{};
  return calls_->C_GetMechanismInfo(slot_, mechanism, &about) == CKR_OK;
}

}  // namespace macsecd::token
