#include "cak_options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace macsecctl {
namespace {

// systemd's ImportCredential=, LoadCredential= and LoadCredentialEncrypted= put them there.
Result<std::string> credential_path(const std::string& name) {
  const char* const directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (name.find('/') != std::string::npos || name.starts_with('.'))
    return Failure{Error{Errc::illegal_param, "\"" + name + "\" is no name of a credential",
                         "it has no slash, and does not begin with a dot"}};
  if (directory == nullptr || *directory == '\0')
    return Failure{Error{Errc::secret_not_readable,
                         "there are no credentials: CREDENTIALS_DIRECTORY is empty",
                         "systemd sets it for a unit with LoadCredential=" + name + ":FILE"}};
  return std::string(directory) + "/" + name;
}

}  // namespace

void CakOptions::declare(CLI::App& app) {
  auto* const from_file =
      app.add_option("--cak-file", file,
                     "file with the CAK, 32 or 64 hexadecimal digits; - is standard input")
          ->type_name("FILE");
  app.add_option("--cak-credential", credential,
                 "credential with the CAK, which systemd passes to a unit (LoadCredential=)")
      ->type_name("NAME")
      ->excludes(from_file);
  auto* const encoded =
      app.add_flag("--cak-base64", base64, "the CAK is in base64, of its digits or its octets");
  app.add_option("--base64-of", base64_of,
                 "hex or raw: what was encoded, where its length does not tell")
      ->type_name("W")
      ->check(CLI::IsMember({"hex", "raw"}))
      ->needs(encoded);
  app.add_flag("--pad-cak", pad,
               "fill a shorter CAK (of 32 digits and more) with zeros to 64 digits, as the other "
               "end must do as well; it gets no stronger by that");
}

Result<macsec::UniqueFd> CakOptions::open() const {
  if (credential.empty()) return open_cak(file, base64 ? "base64" : "32 or 64 hexadecimal digits");
  const auto path = credential_path(credential);
  if (!path) return Failure{path.error()};
  return open_cak(*path, "");
}

void CakOptions::add_to(Json& parameters) const {
  if (base64) parameters["cakEncoding"] = "base64";
  if (base64_of) parameters["base64Of"] = *base64_of;
  if (pad) parameters["padCak"] = true;
}

}  // namespace macsecctl
