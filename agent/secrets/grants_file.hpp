// The grants, and the file that keeps them. What comes from disk is hostile until checked.
#pragma once

#include <filesystem>
#include <vector>

#include "atomic_file.hpp"
#include "secrets/grant.hpp"

namespace macsecd {

class GrantsFile {
 public:
  static constexpr std::size_t most = 1000;

  explicit GrantsFile(std::filesystem::path file, BeforeStep before = {});

  // A file that cannot be read is moved aside: nothing is granted then. Keys in use stay.
  macsec::Result<void> load();
  const std::vector<Grant>& all() const { return grants_; }
  // On disk when it is answered with success; else nothing has changed.
  macsec::Result<void> set(std::vector<Grant> grants);

 private:
  std::filesystem::path file_;
  BeforeStep before_;
  std::vector<Grant> grants_;
};

}  // namespace macsecd
