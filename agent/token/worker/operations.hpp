// One request, done with the module of this process.
#pragma once

#include <string>

#include "token/message.hpp"
#include "token/uri.hpp"
#include "token/worker/module.hpp"

namespace macsecd::token {

class Operations {
 public:
  Answer perform(const Request& request);

 private:
  Answer with_session(const Request& request, const Uri& uri);

  std::optional<Modules> modules_;  // from the first request on
  std::string module_path_;
};

}  // namespace macsecd::token
