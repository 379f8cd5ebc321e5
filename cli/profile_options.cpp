#include "profile_options.hpp"

#include "common_options.hpp"

namespace macsecctl {
namespace {

// Routers know it by these names, and so do the people who ask for it.
void refuse_tags_in_clear() {
  throw CLI::ValidationError(
      "a VLAN tag outside of the encrypted part is not offered: no profile's other end takes it, "
      "and Linux has no such thing. Create the VLAN over the MACsec device",
      CLI::ExitCodes::ValidationError);
}

}  // namespace

void ProfileOptions::declare(CLI::App& app) {
  app.add_option("--profile", profile,
                 "the other end: generic, aws, ibm or alibaba; gives a new connection its "
                 "defaults, and refuses what that end cannot work with")
      ->type_name("P");
  app.add_flag_callback("--vlan-in-clear,--dot1q-in-clear", refuse_tags_in_clear)->group("");
}

void ProfileOptions::add_to(Json& parameters) const {
  add_if_given(parameters, "profile", profile);
}

}  // namespace macsecctl
