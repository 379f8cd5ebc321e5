// A few octets of key text on their way from a person to the agent: wiped when they leave, never a
// string.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

namespace macsecctl {

class SecretBuffer {
 public:
  SecretBuffer() = default;
  explicit SecretBuffer(std::string_view text) { append(text); }
  SecretBuffer(const SecretBuffer&) = delete;
  SecretBuffer& operator=(const SecretBuffer&) = delete;
  ~SecretBuffer() { ::explicit_bzero(octets_.data(), octets_.size()); }

  // Room for 64 digits with the words around them, and enough to see that a file is no key.
  static constexpr std::size_t capacity = 512;

  std::span<char> room() { return std::span(octets_).subspan(size_); }
  void grow(std::size_t octets) { size_ += octets; }
  // What does not fit is left out: callers write less than the capacity.
  void append(std::string_view text) {
    const std::size_t count = std::min(text.size(), room().size());
    std::memcpy(room().data(), text.data(), count);
    grow(count);
  }
  // The one that every editor writes.
  void drop_newline() {
    if (expose().ends_with('\n')) --size_;
  }
  std::string_view expose() const { return {octets_.data(), size_}; }

 private:
  std::array<char, capacity> octets_{};
  std::size_t size_ = 0;
};

}  // namespace macsecctl
