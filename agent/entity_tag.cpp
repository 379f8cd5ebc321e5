#include "entity_tag.hpp"

#include <openssl/evp.h>

#include <array>

#include "key_session.hpp"
#include "mka/types.hpp"
#include "time_text.hpp"

namespace macsecd {
namespace {

using macsec::Json;

// Not whether the peer was seen, nor how far the key has come: nobody has set that.
Json wish(const Key& key) {
  return {{"ckn", key.ckn.hex()},
          {"wanted", key.wanted},
          {"session", to_string(key.session)},
          {"startOn", key.start.on ? Json(to_string(*key.start.on)) : Json(nullptr)},
          {"secretName", key.secret.name},
          {"pkcs11Uri", key.token_uri}};
}

}  // namespace

std::string entity_tag(const SavedConnection& connection) {
  Json content = to_json(connection.settings);
  content["lagName"] = connection.lag;
  Json keys = Json::array();
  for (const Key& key : connection.keys.keys()) keys.push_back(wish(key));
  content["macSecKeys"] = std::move(keys);
  const std::string text = macsec::to_text(content);
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  std::size_t size = 0;
  // Half of it is more than enough: nobody gains by making two states look alike.
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, text.data(), text.size(), hash.data(), &size) != 1)
    return "";
  return mka::to_hex(mka::Bytes(hash.data(), size / 2));
}

}  // namespace macsecd
