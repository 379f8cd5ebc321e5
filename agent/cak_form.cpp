#include "cak_form.hpp"

#include "members.hpp"

namespace macsecd {
namespace {

std::optional<CakEncoding> encoding_from(std::string_view word) {
  if (word == "hex") return CakEncoding::hex;
  if (word == "base64") return CakEncoding::base64;
  return std::nullopt;
}

std::optional<Base64Of> base64_of_from(std::string_view word) {
  if (word == "hex") return Base64Of::hex;
  if (word == "raw") return Base64Of::raw;
  return std::nullopt;
}

}  // namespace

macsec::Result<CakForm> cak_form_from(const macsec::Json& parameters) {
  CakForm form;
  Members in(parameters);
  Base64Of of = Base64Of::hex;
  in.word("cakEncoding", form.encoding, encoding_from, "hex, base64");
  in.word("base64Of", of, base64_of_from, "hex, raw");
  in.flag("padCak", form.pad);
  if (const auto said = parameters.find("base64Of"); said != parameters.end() && !said->is_null()) {
    form.base64_of = of;
    if (form.encoding != CakEncoding::base64)
      in.refuse("base64Of is said of a CAK that is not in base64", "say cakEncoding base64 too");
  }
  if (in.error()) return macsec::Failure{*in.error()};
  return form;
}

}  // namespace macsecd
