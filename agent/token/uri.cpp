#include "token/uri.hpp"

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#include <algorithm>

#include "token/message.hpp"

namespace macsecd::token {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Failure bad(std::string what, std::string hint) {
  return Failure{{Errc::illegal_param, "the PKCS#11 URI " + std::move(what), std::move(hint)}};
}

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : text; }

// p11-kit marks fields that the URI does not give by a leading NUL.
template <std::size_t Size>
bool is_given(const unsigned char (&field)[Size]) {
  return field[0] != 0;
}

bool names_token(p11_kit_uri* uri) {
  const CK_TOKEN_INFO& token = *p11_kit_uri_get_token_info(uri);
  return is_given(token.label) || is_given(token.serialNumber);
}

bool names_key(p11_kit_uri* uri) {
  return p11_kit_uri_get_attribute(uri, CKA_LABEL) != nullptr ||
         p11_kit_uri_get_attribute(uri, CKA_ID) != nullptr;
}

bool may_be_secret_key(p11_kit_uri* uri) {
  const CK_ATTRIBUTE* type = p11_kit_uri_get_attribute(uri, CKA_CLASS);
  if (type == nullptr) return true;
  CK_OBJECT_CLASS value = 0;
  if (type->ulValueLen != sizeof value) return false;
  std::copy_n(static_cast<const unsigned char*>(type->pValue), sizeof value,
              reinterpret_cast<unsigned char*>(&value));
  return value == CKO_SECRET_KEY;
}

bool is_pin_source(std::string_view source) {
  return source.starts_with("file:/") || source.starts_with("credential:") ||
         source.starts_with('/');
}

}  // namespace

void FreeUri::operator()(p11_kit_uri* uri) const { p11_kit_uri_free(uri); }

Result<Uri> Uri::parse(std::string_view text) {
  if (text.size() > longest_uri)
    return bad("is longer than " + std::to_string(longest_uri) + " characters", "shorten it");
  // Also where the rest is wrong: the person must learn that it was seen.
  if (text.find("pin-value") != std::string_view::npos)
    return bad(
        "holds the PIN itself (pin-value), where others can see it",
        "change that PIN, and name a file that holds it: pin-source=file:/etc/macsecd/pins/NAME");
  Uri uri;
  uri.parsed_ = std::shared_ptr<p11_kit_uri>(p11_kit_uri_new(), FreeUri());
  uri.text_ = text;
  p11_kit_uri* parsed = uri.parsed_.get();
  if (uri.text_.find('\0') != std::string::npos ||
      p11_kit_uri_parse(uri.text_.c_str(), P11_KIT_URI_FOR_ANY, parsed) != P11_KIT_URI_OK)
    return bad("cannot be read", "it looks like pkcs11:token=LABEL;object=LABEL (RFC 7512)");
  if (p11_kit_uri_get_pin_value(parsed) != nullptr)
    return bad("holds the PIN itself", "name a file that holds it: pin-source=file:/...");
  if (p11_kit_uri_any_unrecognized(parsed) != 0)
    return bad("has an attribute that is not known", "RFC 7512 lists them: token, object, id, ...");
  if (!names_token(parsed))
    return bad("does not name a token, and the PIN must not go to any", "add token= or serial=");
  if (!names_key(parsed)) return bad("does not name a key", "add object= or id=");
  if (!may_be_secret_key(parsed))
    return bad("names another type of object than a secret key", "say type=secret-key, or nothing");
  uri.module_path_ = text_or_empty(p11_kit_uri_get_module_path(parsed));
  if (!uri.module_path_.empty() && uri.module_path_.front() != '/')
    return bad("has a module-path that does not begin with /", "give the whole path");
  if (p11_kit_uri_get_module_name(parsed) != nullptr)
    return bad("has a module-name", "give the module-path, or leave it to p11-kit's configuration");
  uri.pin_source_ = text_or_empty(p11_kit_uri_get_pin_source(parsed));
  if (!uri.pin_source_.empty() && !is_pin_source(uri.pin_source_))
    return bad("has a pin-source that is neither a file nor a credential",
               "say file:/PATH or credential:NAME");
  return uri;
}

std::string Uri::token() const {
  const CK_TOKEN_INFO& token = *p11_kit_uri_get_token_info(parsed_.get());
  const auto field = [](const auto& octets) {
    return std::string(std::begin(octets), std::end(octets));
  };
  return field(token.label) + field(token.serialNumber) + module_path_ + '|' + pin_source_;
}

}  // namespace macsecd::token
