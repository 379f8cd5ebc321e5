// The system user that the agent becomes, and what must be its own for that.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "control/result.hpp"

namespace macsecd {

struct Account {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
};

macsec::Result<Account> find_account(const std::string& name);

// The directory of an earlier run as root, with all that is in it, becomes the account's; a missing
// one is made. One that somebody else could have put things in is refused. Needs root.
macsec::Result<void> hand_over(const std::filesystem::path& directory, mode_t mode,
                               const Account& account);

}  // namespace macsecd
