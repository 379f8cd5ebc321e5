// Reads netlink attributes from bytes that are not trusted: every length is checked here, once.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>

#include "mka/types.hpp"

namespace macsecd::netlink {

struct Attribute {
  std::uint16_t type = 0;  // without the nested and byte order flags
  mka::Bytes payload{};

  std::optional<std::uint8_t> u8() const { return number<std::uint8_t>(); }
  std::optional<std::uint16_t> u16() const { return number<std::uint16_t>(); }
  std::optional<std::uint32_t> u32() const { return number<std::uint32_t>(); }
  std::optional<std::uint64_t> u64() const { return number<std::uint64_t>(); }
  std::string text() const;  // up to the terminator

  template <std::size_t N>
  std::optional<std::array<std::uint8_t, N>> octets() const {
    if (payload.size() != N) return std::nullopt;
    std::array<std::uint8_t, N> copy;
    std::memcpy(copy.data(), payload.data(), N);
    return copy;
  }

 private:
  template <typename T>
  std::optional<T> number() const {
    if (payload.size() != sizeof(T)) return std::nullopt;
    T value;
    std::memcpy(&value, payload.data(), sizeof value);
    return value;
  }
};

// The attributes of a message or nest, one after the other. Ends at the first that does not fit.
class AttributeList {
 public:
  explicit AttributeList(mka::Bytes octets) : rest_(octets) {}

  std::optional<Attribute> next();
  bool damaged() const { return damaged_; }  // it ended early; ask after the last

 private:
  mka::Bytes rest_;
  bool damaged_ = false;
};

std::optional<Attribute> find_attribute(mka::Bytes octets, std::uint16_t type);

}  // namespace macsecd::netlink
