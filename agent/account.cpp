#include "account.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "control/unique_fd.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;
using macsec::UniqueFd;

Error refused(const std::filesystem::path& path, const char* what) {
  const int os = errno;
  return {Errc::permission_denied, path.string() + ": cannot " + what + ": " + std::strerror(os),
          "check the directory, its owner and its file system", os};
}

UniqueFd open_directory(int at, const char* name) {
  return UniqueFd(::openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

// Its entries first: whoever is interrupted finds the directory still root's, and begins again.
bool give(UniqueFd directory, const Account& account) {
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::fdopendir(::dup(directory.get())),
                                                    ::closedir);
  if (!entries) return false;
  while (const dirent* entry = ::readdir(entries.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat about {};
    if (::fstatat(directory.get(), name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0) return false;
    if (S_ISDIR(about.st_mode)) {
      UniqueFd below = open_directory(directory.get(), name.c_str());
      if (!below || !give(std::move(below), account)) return false;
    } else if (::fchownat(directory.get(), name.c_str(), account.uid, account.gid,
                          AT_SYMLINK_NOFOLLOW) != 0) {
      return false;
    }
  }
  return ::fchown(directory.get(), account.uid, account.gid) == 0;
}

}  // namespace

Result<Account> find_account(const std::string& name) {
  errno = 0;
  const passwd* const entry = ::getpwnam(name.c_str());
  if (entry == nullptr)
    return Failure{{Errc::illegal_param, "there is no user " + name,
                    "make it: systemd-sysusers macsecd.conf, or useradd --system " + name}};
  if (entry->pw_uid == 0)
    return Failure{{Errc::illegal_param, name + " is root",
                    "leave out --user, or name a user of the agent's own"}};
  return Account{name, entry->pw_uid, entry->pw_gid};
}

Result<void> hand_over(const std::filesystem::path& directory, mode_t mode,
                       const Account& account) {
  std::error_code ignored;  // what is missing afterwards, mkdir tells
  std::filesystem::create_directories(directory.parent_path(), ignored);
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
    return Failure{refused(directory, "create")};
  UniqueFd fd = open_directory(AT_FDCWD, directory.c_str());
  struct stat about {};
  if (!fd || ::fstat(fd.get(), &about) != 0) return Failure{refused(directory, "open")};
  if (about.st_uid == account.uid) return {};
  if (about.st_uid != 0 || (about.st_mode & 022) != 0)
    return Failure{
        {Errc::permission_denied,
         directory.string() + " belongs neither to root alone nor to " + account.name,
         "look at what is in it, then: chown -R " + account.name + " " + directory.string()}};
  if (::fchmod(fd.get(), mode) != 0 || !give(std::move(fd), account))
    return Failure{refused(directory, "give to the user of the agent")};
  return {};
}

}  // namespace macsecd
