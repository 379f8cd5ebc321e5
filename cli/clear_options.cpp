#include "clear_options.hpp"

#include "spelling.hpp"

namespace macsecctl {

void ClearOptions::declare(CLI::App& app) {
  app.add_option("--clear-after", clear_after,
                 "should_encrypt: how long after link up MKA may take to secure the link before "
                 "clear text passes (default: 6 s); 0: it passes at once")
      ->type_name("TIME")
      ->check(check_short_time);
}

void ClearOptions::add_to(Json& parameters) const {
  if (clear_after) parameters["clearAfterMs"] = short_time_from(*clear_after)->count();
}

}  // namespace macsecctl
