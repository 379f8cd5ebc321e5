// The socket file: everybody may connect to it, and it is never taken from an agent that lives.
#pragma once

#include <sys/stat.h>

#include <filesystem>

#include "control/result.hpp"
#include "control/unique_fd.hpp"

namespace macsec {

class ListeningSocket {
 public:
  static Result<ListeningSocket> create(const std::filesystem::path& path);
  // One that a service manager made, listens on already, and keeps: its file stays.
  static Result<ListeningSocket> adopt(UniqueFd socket);
  ListeningSocket(ListeningSocket&&) = default;
  ListeningSocket& operator=(ListeningSocket&&) = default;

  int release() { return socket_.release(); }
  // Unless somebody has put another file in its place.
  void remove_file() const;

 private:
  explicit ListeningSocket(UniqueFd socket) : socket_(std::move(socket)) {}
  ListeningSocket(std::filesystem::path path, UniqueFd socket, const struct stat& file)
      : path_(std::move(path)),
        socket_(std::move(socket)),
        device_(file.st_dev),
        inode_(file.st_ino) {}

  std::filesystem::path path_{};  // empty: somebody else's
  UniqueFd socket_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

}  // namespace macsec
