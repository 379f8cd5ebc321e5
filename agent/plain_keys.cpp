#include "plain_keys.hpp"

#include <openssl/crypto.h>

#include <array>
#include <vector>

#include "log.hpp"
#include "vault/private_file.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;
namespace fs = std::filesystem;

std::vector<fs::path> entries_of(const fs::path& directory) {
  std::error_code ignored;
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) out.push_back(entry.path());
  return out;
}

bool is_room(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(path, ignored));
}

}  // namespace

fs::path PlainKeys::file(const std::string& connection, const mka::Ckn& ckn) const {
  return directory_ / connection / ckn.hex();
}

Result<mka::Cak> PlainKeys::read(const std::string& connection, const mka::Ckn& ckn) const {
  const fs::path path = file(connection, ckn);
  std::array<std::uint8_t, mka::Cak::max_size> octets{};
  const auto size = read_private(path, Access::ours_alone, octets);
  std::optional<mka::Cak> cak;
  if (size && *size && (**size == 16 || **size == 32))
    cak = mka::Cak::copy_from(std::span(octets).first(**size));
  OPENSSL_cleanse(octets.data(), octets.size());
  if (cak) return *std::move(cak);
  return Failure{{Errc::secret_not_readable,
                  size ? path.string() + " is not a CAK" : size.error().what,
                  "associate the key again with its CAK"}};
}

void PlainKeys::forget(const std::string& connection, const mka::Ckn& ckn) const {
  const fs::path path = file(connection, ckn);
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(path, ignored))) return;
  if (auto gone = shred_file(path, before_); !gone) log::warning(log::one_line(gone.error()));
}

// What is no file was not ours: it goes when it is empty.
void PlainKeys::keep_only(const std::function<bool(const fs::path&)>& wanted) const {
  std::error_code ignored;
  for (const fs::path& room : entries_of(directory_)) {
    if (!is_room(room)) {
      (void)shred_file(room, before_);
      continue;
    }
    for (const fs::path& path : entries_of(room))
      if (!wanted(path)) {
        if (is_room(path))
          fs::remove(path, ignored);
        else if (auto gone = shred_file(path, before_); !gone)
          log::warning(log::one_line(gone.error()));
      }
    fs::remove(room, ignored);
  }
  fs::remove(directory_, ignored);
}

bool PlainKeys::any() const {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(directory_, ignored));
}

}  // namespace macsecd
