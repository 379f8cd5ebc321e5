// Names of the machine's own users and groups, out of /etc/passwd and /etc/group: a name service
// may ask the network, and make the loop wait. The files are read again when they change.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "control/file_stamp.hpp"

namespace macsec {

class UserNames {
 public:
  explicit UserNames(std::filesystem::path file = "/etc/passwd") : file_(std::move(file)) {}

  std::string of(uid_t uid);  // empty: not known here

 private:
  static constexpr std::size_t most = 256;

  std::filesystem::path file_;
  FileStamp stamp_;
  std::map<uid_t, std::string> known_;
};

std::optional<gid_t> group_id(std::string_view name, const std::filesystem::path& file);

}  // namespace macsec
