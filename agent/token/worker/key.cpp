#include "token/worker/key.hpp"

#include <p11-kit/uri.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace macsecd::token {
namespace {

CK_OBJECT_CLASS secret_key = CKO_SECRET_KEY;
CK_KEY_TYPE aes = CKK_AES;

template <typename T>
CK_ATTRIBUTE attribute(CK_ATTRIBUTE_TYPE type, T& value) {
  return {type, &value, sizeof value};
}

// The class and what the URI says; without the class twice, which it may say, too.
std::vector<CK_ATTRIBUTE> search_template(const Uri& uri) {
  std::vector<CK_ATTRIBUTE> wanted{attribute(CKA_CLASS, secret_key)};
  for (const CK_ATTRIBUTE_TYPE type : {CKA_LABEL, CKA_ID})
    if (const CK_ATTRIBUTE* said = p11_kit_uri_get_attribute(uri.parsed(), type))
      wanted.push_back(*said);
  return wanted;
}

Outcome<std::vector<CK_OBJECT_HANDLE>> search(const Session& session, const Uri& uri) {
  CK_FUNCTION_LIST& calls = session.calls();
  auto wanted = search_template(uri);
  if (const CK_RV rv = calls.C_FindObjectsInit(session.handle(), wanted.data(), wanted.size());
      rv != CKR_OK)
    return trouble_of(rv, "C_FindObjectsInit");
  std::vector<CK_OBJECT_HANDLE> found(2);
  CK_ULONG count = 0;
  const CK_RV rv = calls.C_FindObjects(session.handle(), found.data(), found.size(), &count);
  calls.C_FindObjectsFinal(session.handle());
  if (rv != CKR_OK) return trouble_of(rv, "C_FindObjects");
  found.resize(std::min<std::size_t>(count, found.size()));
  return found;
}

Trouble unsuitable(std::string detail) { return {State::key_unsuitable, std::move(detail)}; }

}  // namespace

Outcome<Key> find_key(const Session& session, const Uri& uri) {
  auto searched = search(session, uri);
  if (auto* trouble = std::get_if<Trouble>(&searched)) return std::move(*trouble);
  const auto& found = std::get<0>(searched);
  if (found.empty()) return Trouble{State::key_not_found};
  if (found.size() > 1) return Trouble{State::ambiguous, "several keys"};

  CK_KEY_TYPE type = 0;
  CK_ULONG size = 0;
  CK_BBOOL extractable = CK_TRUE;
  std::array wanted{attribute(CKA_KEY_TYPE, type), attribute(CKA_VALUE_LEN, size),
                    attribute(CKA_EXTRACTABLE, extractable)};
  if (const CK_RV rv = session.calls().C_GetAttributeValue(session.handle(), found.front(),
                                                           wanted.data(), wanted.size());
      rv != CKR_OK)
    return trouble_of(rv, "C_GetAttributeValue");
  if (type != CKK_AES) return unsuitable("it is not an AES key");
  if (size != 16 && size != 32)
    return unsuitable("it has " + std::to_string(size) + " octets, not 16 or 32");
  if (extractable != CK_FALSE)
    return unsuitable("it can be taken out of the token (CKA_EXTRACTABLE)");
  return Key{found.front(), size};
}

std::optional<Trouble> create_key(const Session& session, const Uri& uri) {
  auto searched = search(session, uri);
  if (auto* trouble = std::get_if<Trouble>(&searched)) return std::move(*trouble);
  if (!std::get<0>(searched).empty()) return Trouble{State::ambiguous, "the key is there already"};
  if (!session.offers(CKM_AES_KEY_GEN)) return Trouble{State::mechanism_missing, "CKM_AES_KEY_GEN"};
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  CK_ULONG size = 32;
  std::vector<CK_ATTRIBUTE> wanted = search_template(uri);
  for (const CK_ATTRIBUTE& one :
       {attribute(CKA_KEY_TYPE, aes), attribute(CKA_VALUE_LEN, size), attribute(CKA_TOKEN, yes),
        attribute(CKA_PRIVATE, yes), attribute(CKA_SENSITIVE, yes), attribute(CKA_EXTRACTABLE, no),
        attribute(CKA_ENCRYPT, yes), attribute(CKA_DECRYPT, yes)})
    wanted.push_back(one);
  CK_MECHANISM mechanism{CKM_AES_KEY_GEN, nullptr, 0};
  CK_OBJECT_HANDLE made = 0;
  const CK_RV rv = session.calls().C_GenerateKey(session.handle(), &mechanism, wanted.data(),
                                                 wanted.size(), &made);
  if (rv != CKR_OK) return trouble_of(rv, "C_GenerateKey");
  return std::nullopt;
}

}  // namespace macsecd::token
