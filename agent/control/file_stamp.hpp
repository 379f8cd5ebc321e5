// Whether a file is still the one that was read.
#pragma once

#include <sys/stat.h>

#include <filesystem>

namespace macsec {

class FileStamp {
 public:
  // True if the file is another one than at the last call, has been changed, came or went.
  bool renew(const std::filesystem::path& path) {
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) file = {};
    const bool same = known_ && file.st_ino == inode_ && file.st_size == size_ &&
                      file.st_mtim.tv_sec == changed_.tv_sec &&
                      file.st_mtim.tv_nsec == changed_.tv_nsec;
    known_ = true;
    inode_ = file.st_ino;
    size_ = file.st_size;
    changed_ = file.st_mtim;
    return !same;
  }

 private:
  bool known_ = false;
  ino_t inode_ = 0;
  off_t size_ = 0;
  timespec changed_{};
};

}  // namespace macsec
