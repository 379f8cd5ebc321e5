// PKCS#11 modules in this process: the one that a path names, or those of p11-kit's configuration.
#pragma once

#include <p11-kit/p11-kit.h>

#include <span>
#include <string>
#include <vector>

#include "token/state.hpp"

namespace macsecd::token {

class Modules {
 public:
  // A module is code: a path is only taken if nobody but root or we could have put it there.
  static Outcome<Modules> load(const std::string& path);

  std::span<CK_FUNCTION_LIST* const> all() const { return all_; }

 private:
  // Never unloaded: they go with the process.
  std::vector<CK_FUNCTION_LIST*> all_;
};

// Why this file must not be loaded; empty: it may.
std::string why_not_trusted(const std::string& path);

}  // namespace macsecd::token
