#include "methods/given_cak.hpp"

#include "cak_reader.hpp"
#include "profile_rules.hpp"

namespace macsecd::methods {

using macsec::Failure;
using macsec::Result;

Result<GivenCak> given_cak(macsec::Call& call, Profile profile) {
  auto form = cak_form_from(call.parameters());
  if (!form) return Failure{form.error()};
  form->pad = form->pad || rules_of(profile).pads_cak;
  const auto file = call.take_descriptor(call.number("cakFileDescriptor").value_or(-1));
  if (!file) return Failure{file.error()};
  return read_cak(file->get(), *form);
}

}  // namespace macsecd::methods
