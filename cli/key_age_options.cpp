#include "key_age_options.hpp"

#include "spelling.hpp"

namespace macsecctl {

void KeyAgeOptions::declare(CLI::App& app) {
  app.add_option("--max-key-age", max_key_age,
                 "a key that is older is told of (default: 90d); 0: none is")
      ->type_name("TIME")
      ->check(check_time);
}

void KeyAgeOptions::add_to(Json& parameters) const {
  if (max_key_age) parameters["maxKeyAgeSeconds"] = time_from(*max_key_age)->count();
}

}  // namespace macsecctl
