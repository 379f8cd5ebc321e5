// Why the kernel refused: its errno, unchanged, and its own words where it had any.
#pragma once

#include <string>

#include "mka/result.hpp"

namespace macsecd::netlink {

struct KernelError {
  int os = 0;
  std::string message{};  // extended ACK; usually empty, the macsec driver has none
};

template <typename T>
using KernelResult = mka::Result<T, KernelError>;

// For a person: "Device or resource busy (Device is in use and cannot be enslaved)".
std::string describe(const KernelError& error);

inline mka::Failure<KernelError> kernel_failure(int os, std::string message = {}) {
  return mka::Failure{KernelError{os, std::move(message)}};
}

}  // namespace macsecd::netlink
