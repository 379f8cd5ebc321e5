// CAKs as version 1 of the state kept them: raw octets in keys/CONNECTION/CKN. They are read until
// they are in the vault, and then overwritten and removed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "atomic_file.hpp"
#include "control/result.hpp"
#include "mka/secret.hpp"
#include "mka/types.hpp"

namespace macsecd {

class PlainKeys {
 public:
  PlainKeys(std::filesystem::path directory, BeforeStep before)
      : directory_(std::move(directory)), before_(std::move(before)) {}

  std::filesystem::path file(const std::string& connection, const mka::Ckn& ckn) const;
  // Only a file of the right size that nobody else can read is a CAK.
  macsec::Result<mka::Cak> read(const std::string& connection, const mka::Ckn& ckn) const;
  void forget(const std::string& connection, const mka::Ckn& ckn) const;
  // All but those for which it is true; and the directories, when nothing is left in them.
  void keep_only(const std::function<bool(const std::filesystem::path&)>& wanted) const;
  bool any() const;

 private:
  std::filesystem::path directory_;
  BeforeStep before_;
};

}  // namespace macsecd
