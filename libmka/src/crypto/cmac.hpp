// AES-CMAC (RFC 4493, SP 800-38B) with the key's context kept: one per ICK, not one per frame.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>

#include "mka/types.hpp"

namespace mka::crypto {

class Cmac {
 public:
  // A key of 16 or 32 octets (AES-128, AES-256); nothing for another length or if OpenSSL refuses.
  static std::optional<Cmac> with_key(Bytes key);

  Cmac(Cmac&&) noexcept;
  Cmac& operator=(Cmac&&) noexcept;
  ~Cmac();

  // The MAC over the concatenation; nothing if OpenSSL fails.
  std::optional<Icv> mac(std::initializer_list<Bytes> parts) const;

 private:
  struct Context;
  explicit Cmac(std::unique_ptr<Context> context);
  std::unique_ptr<Context> context_;
};

}  // namespace mka::crypto
