#include "secret_options.hpp"

#include <CLI/CLI.hpp>

#include "spelling.hpp"

namespace macsecctl {

void MeantSecret::declare(CLI::App& app) {
  app.add_option("NAME", name, "a secret; with --ckn, a connection or LAG")
      ->type_name("")
      ->required();
  app.add_option("--ckn", ckn, "the secret of this key of the connection")->type_name("HEX");
}

Result<Json> MeantSecret::parameters() const {
  if (ckn.empty()) return Json{{"secretName", name}};
  if (const auto complaint = complaint_about_ckn(ckn))
    return Failure{macsec::within(name, *complaint)};
  return Json{{"connectionName", name}, {"ckn", ckn}};
}

}  // namespace macsecctl
