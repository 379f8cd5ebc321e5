#include "offload_options.hpp"

#include "common_options.hpp"

namespace macsecctl {

void OffloadOptions::declare(CLI::App& app) {
  app.add_option(
         "--offload", offload,
         "hardware that protects the frames: off (the kernel does it), auto (hardware where "
         "it takes it), mac (the adapter or nothing) or phy (its transceiver or nothing)")
      ->type_name("W")
      ->check(CLI::IsMember({"off", "auto", "mac", "phy"}));
}

void OffloadOptions::add_to(Json& parameters) const {
  add_if_given(parameters, "offload", offload);
}

}  // namespace macsecctl
