// A key in a token, named after RFC 7512:
//   pkcs11:token=macsec;object=uplink;type=secret-key?module-path=/usr/lib/m.so&pin-source=file:/p
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "control/result.hpp"

struct p11_kit_uri;

namespace macsecd::token {

struct FreeUri {
  void operator()(p11_kit_uri* uri) const;
};

class Uri {
 public:
  // Refuses what would let the PIN be seen (pin-value), be shown to any token (no token named), or
  // what could mean something else than we do. The error never repeats the text.
  static macsec::Result<Uri> parse(std::string_view text);

  const std::string& text() const { return text_; }
  // Empty: those that p11-kit is configured with.
  const std::string& module_path() const { return module_path_; }
  // Empty: none.
  const std::string& pin_source() const { return pin_source_; }
  // The same for all keys of a token that are reached in the same way.
  std::string token() const;
  // p11-kit's own form, to match tokens and keys by.
  p11_kit_uri* parsed() const { return parsed_.get(); }

  bool operator==(const Uri& other) const { return text_ == other.text_; }

 private:
  Uri() = default;

  std::string text_;
  std::string module_path_;
  std::string pin_source_;
  std::shared_ptr<p11_kit_uri> parsed_;
};

}  // namespace macsecd::token
