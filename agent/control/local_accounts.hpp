// Names of the machine's own users and groups, out of /etc/passwd and /etc/group: a name service
// may ask the network, and make the loop wait.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace macsec {

inline constexpr const char* passwd_file = "/etc/passwd";
inline constexpr const char* group_file = "/etc/group";

std::optional<std::string> user_name(uid_t uid, const std::filesystem::path& file = passwd_file);
std::optional<gid_t> group_id(std::string_view name, const std::filesystem::path& file);

}  // namespace macsec
