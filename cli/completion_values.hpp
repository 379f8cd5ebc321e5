// What may stand behind an option or in an argument's place: for shells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "declared.hpp"

namespace macsecctl {

enum class Values {
  anything,  // nothing to propose
  words,
  files,
  interfaces,
  connections,
  lags,
  connections_and_lags,
  ckns,
  secrets,
  secrets_and_connections,
};

struct ValueSource {
  Values kind = Values::anything;
  std::vector<std::string> words{};
  bool list = false;  // several, with commas between them
};

ValueSource values_of(std::string_view command, const DeclaredOption& option);

}  // namespace macsecctl
