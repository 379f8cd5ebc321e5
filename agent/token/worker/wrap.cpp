#include "token/worker/wrap.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace macsecd::token {
namespace {

using Octets = std::span<const std::uint8_t>;

enum class Form : std::uint8_t { gcm = 1, key_wrap = 2 };

constexpr std::size_t iv_size = 12;
constexpr std::size_t tag_size = 16;
// So that nothing else that this key ever encrypted can pass for one of our keys.
constexpr std::string_view purpose = "macsecd wrapped key 1 ";

// Room for what the token gives; wiped.
struct Room {
  std::array<unsigned char, Payload::max_size> octets{};
  CK_ULONG used = octets.size();
  Room() = default;
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() { OPENSSL_cleanse(octets.data(), octets.size()); }
  Octets filled() const { return Octets(octets).first(std::min<std::size_t>(used, octets.size())); }
};

unsigned char* writable(Octets octets) { return const_cast<unsigned char*>(octets.data()); }

// A token may choose the IV itself, and then writes it here.
struct Gcm {
  std::array<unsigned char, iv_size> iv{};
  std::string associated;
  CK_GCM_PARAMS parameters{};
  CK_MECHANISM mechanism{};

  explicit Gcm(const std::string& context) : associated(std::string(purpose) + context) {
    parameters.iv_ptr = iv.data();
    parameters.iv_len = iv.size();
    parameters.iv_bits = 8 * iv.size();
    parameters.aad_ptr = reinterpret_cast<unsigned char*>(associated.data());
    parameters.aad_len = associated.size();
    parameters.tag_bits = 8 * tag_size;
    mechanism = {CKM_AES_GCM, &parameters, sizeof parameters};
  }
  Gcm(const Gcm&) = delete;
  Gcm& operator=(const Gcm&) = delete;
};

Outcome<Payload> payload_of(std::vector<Octets> parts) {
  Room all;
  all.used = 0;
  for (const Octets part : parts) {
    if (part.size() > all.octets.size() - all.used)
      return Trouble{State::module_failed, "it gives too much"};
    std::ranges::copy(part, all.octets.begin() + static_cast<std::ptrdiff_t>(all.used));
    all.used += part.size();
  }
  auto payload = Payload::copy_from(all.filled());
  if (!payload) return Trouble{State::module_failed, "it gives nothing"};
  return *std::move(payload);
}

Outcome<Payload> wrap_gcm(const Session& session, const Key& by, const Payload& key,
                          const std::string& context) {
  Gcm gcm(context);
  if (::RAND_bytes(gcm.iv.data(), static_cast<int>(gcm.iv.size())) != 1)
    return Trouble{State::module_failed, "no random octets"};
  CK_FUNCTION_LIST& calls = session.calls();
  if (const CK_RV rv = calls.C_EncryptInit(session.handle(), &gcm.mechanism, by.handle);
      rv != CKR_OK)
    return trouble_of(rv, "C_EncryptInit");
  Room out;
  if (const CK_RV rv = calls.C_Encrypt(session.handle(), writable(key.expose()), key.size(),
                                       out.octets.data(), &out.used);
      rv != CKR_OK)
    return trouble_of(rv, "C_Encrypt");
  const std::uint8_t form = static_cast<std::uint8_t>(Form::gcm);
  return payload_of({{&form, 1}, gcm.iv, out.filled()});
}

Outcome<Payload> unwrap_gcm(const Session& session, const Key& by, Octets wrapped,
                            const std::string& context) {
  if (wrapped.size() <= iv_size + tag_size)
    return Trouble{State::module_failed, "the wrapped key is too short"};
  Gcm gcm(context);
  std::ranges::copy(wrapped.first(iv_size), gcm.iv.begin());
  const Octets sealed = wrapped.subspan(iv_size);
  CK_FUNCTION_LIST& calls = session.calls();
  if (const CK_RV rv = calls.C_DecryptInit(session.handle(), &gcm.mechanism, by.handle);
      rv != CKR_OK)
    return trouble_of(rv, "C_DecryptInit");
  Room out;
  if (const CK_RV rv = calls.C_Decrypt(session.handle(), writable(sealed), sealed.size(),
                                       out.octets.data(), &out.used);
      rv != CKR_OK)
    return Trouble{State::key_unsuitable,
                   "it is not the key that wrapped, or the wrapped key was changed"};
  return payload_of({out.filled()});
}

// Key wrap works on objects only: ours becomes one of this session, and goes with it.
Outcome<Payload> wrap_as_object(const Session& session, const Key& by, const Payload& key) {
  CK_OBJECT_CLASS secret_key = CKO_SECRET_KEY;
  CK_KEY_TYPE aes = CKK_AES;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  std::array object{CK_ATTRIBUTE{CKA_CLASS, &secret_key, sizeof secret_key},
                    CK_ATTRIBUTE{CKA_KEY_TYPE, &aes, sizeof aes},
                    CK_ATTRIBUTE{CKA_TOKEN, &no, sizeof no},
                    CK_ATTRIBUTE{CKA_EXTRACTABLE, &yes, sizeof yes},
                    CK_ATTRIBUTE{CKA_VALUE, writable(key.expose()), key.size()}};
  CK_FUNCTION_LIST& calls = session.calls();
  CK_OBJECT_HANDLE ours = 0;
  if (const CK_RV rv = calls.C_CreateObject(session.handle(), object.data(), object.size(), &ours);
      rv != CKR_OK)
    return trouble_of(rv, "C_CreateObject");
  CK_MECHANISM mechanism{CKM_AES_KEY_WRAP, nullptr, 0};
  Room out;
  const CK_RV rv =
      calls.C_WrapKey(session.handle(), &mechanism, by.handle, ours, out.octets.data(), &out.used);
  calls.C_DestroyObject(session.handle(), ours);
  if (rv != CKR_OK) return trouble_of(rv, "C_WrapKey");
  const std::uint8_t form = static_cast<std::uint8_t>(Form::key_wrap);
  return payload_of({{&form, 1}, out.filled()});
}

Outcome<Payload> unwrap_as_object(const Session& session, const Key& by, Octets wrapped) {
  CK_OBJECT_CLASS secret_key = CKO_SECRET_KEY;
  CK_KEY_TYPE aes = CKK_AES;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  std::array object{
      CK_ATTRIBUTE{CKA_CLASS, &secret_key, sizeof secret_key},
      CK_ATTRIBUTE{CKA_KEY_TYPE, &aes, sizeof aes}, CK_ATTRIBUTE{CKA_TOKEN, &no, sizeof no},
      CK_ATTRIBUTE{CKA_SENSITIVE, &no, sizeof no}, CK_ATTRIBUTE{CKA_EXTRACTABLE, &yes, sizeof yes}};
  CK_MECHANISM mechanism{CKM_AES_KEY_WRAP, nullptr, 0};
  CK_FUNCTION_LIST& calls = session.calls();
  CK_OBJECT_HANDLE ours = 0;
  if (calls.C_UnwrapKey(session.handle(), &mechanism, by.handle, writable(wrapped), wrapped.size(),
                        object.data(), object.size(), &ours) != CKR_OK)
    return Trouble{State::key_unsuitable,
                   "it is not the key that wrapped, or the wrapped key was changed"};
  Room out;
  CK_ATTRIBUTE value{CKA_VALUE, out.octets.data(), out.octets.size()};
  const CK_RV rv = calls.C_GetAttributeValue(session.handle(), ours, &value, 1);
  calls.C_DestroyObject(session.handle(), ours);
  if (rv != CKR_OK) return trouble_of(rv, "C_GetAttributeValue");
  out.used = value.ulValueLen;
  return payload_of({out.filled()});
}

}  // namespace

Outcome<Payload> wrap(const Session& session, const Key& wrapping_key, const Payload& key,
                      const std::string& context) {
  if (session.offers(CKM_AES_GCM)) return wrap_gcm(session, wrapping_key, key, context);
  if (session.offers(CKM_AES_KEY_WRAP)) return wrap_as_object(session, wrapping_key, key);
  return Trouble{State::mechanism_missing, "neither CKM_AES_GCM nor CKM_AES_KEY_WRAP"};
}

Outcome<Payload> unwrap(const Session& session, const Key& wrapping_key, const Payload& wrapped,
                        const std::string& context) {
  const Octets octets = wrapped.expose();
  const Octets rest = octets.subspan(1);
  switch (static_cast<Form>(octets.front())) {
    case Form::gcm:
      return unwrap_gcm(session, wrapping_key, rest, context);
    case Form::key_wrap:
      return unwrap_as_object(session, wrapping_key, rest);
  }
  return Trouble{State::key_unsuitable, "the wrapped key is of a form that is not known"};
}

}  // namespace macsecd::token
