// A few octets of key text on their way into a secret: wiped when they leave.
#pragma once

#include <openssl/crypto.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace macsecd {

template <std::size_t Size>
class WipedOctets {
 public:
  WipedOctets() = default;
  WipedOctets(const WipedOctets&) = delete;
  WipedOctets& operator=(const WipedOctets&) = delete;
  ~WipedOctets() { OPENSSL_cleanse(octets_.data(), octets_.size()); }

  std::span<std::uint8_t> room() { return std::span(octets_).subspan(size_); }
  void grow(std::size_t octets) { size_ += octets; }
  void push(std::uint8_t octet) { octets_[size_++] = octet; }
  std::size_t size() const { return size_; }
  std::span<const std::uint8_t> expose() const { return std::span(octets_).first(size_); }

 private:
  std::array<std::uint8_t, Size> octets_{};
  std::size_t size_ = 0;
};

}  // namespace macsecd
