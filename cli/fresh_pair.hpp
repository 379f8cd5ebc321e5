// A CKN/CAK pair made here: the CAK is never a string, and leaves by a file, standard output or a
// sealed memory file for the agent.
#pragma once

#include <string>

#include "command.hpp"
#include "control/unique_fd.hpp"
#include "secret_buffer.hpp"

namespace macsecctl {

struct FreshPair {
  std::string ckn;
  SecretBuffer cak;

  // Both so many octets long, in digits of that case.
  Result<void> make(std::size_t octets, HexCase digits);
  // With a newline. The file must be new: an old one may have other owners, permissions, or links.
  Result<void> write_to(const std::string& path) const;
  void print(bool json) const;
  // For the agent.
  Result<macsec::UniqueFd> sealed() const;
};

}  // namespace macsecctl
