#include "profile_keys.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;

constexpr std::size_t longest_key = 32;
constexpr std::size_t short_cak = 16;

std::optional<std::size_t> octets(KeyLength length, mka::CipherSuite suite) {
  switch (length) {
    case KeyLength::any:
      return std::nullopt;
    case KeyLength::longest:
      return longest_key;
    case KeyLength::as_suite:
      return mka::sak_size(suite);
  }
  return std::nullopt;
}

std::string digits(std::size_t octets) { return std::to_string(2 * octets) + " digits"; }

std::string advice(std::size_t wanted, std::size_t given) {
  std::string text =
      "macsecctl generate-key --size " + std::to_string(8 * wanted) + " prints such a pair";
  // As IBM's guidelines say; the other end must have done the same.
  if (wanted == longest_key && given == short_cak)
    text =
        "append 32 zeros to it at both ends, which leaves it at 128 bits of strength; or " + text;
  return text;
}

Error misfit(Profile profile, mka::CipherSuite suite, KeyLength rule, const std::string& thing,
             std::size_t wanted, std::string hint) {
  std::string what = "profile " + std::string(to_string(profile)) + ": " + thing + ", and " +
                     std::string(rules_of(profile).vendor) + " takes " + digits(wanted);
  if (rule == KeyLength::as_suite) what += " with " + std::string(mka::to_string(suite));
  return {Errc::key_format, std::move(what), std::move(hint)};
}

}  // namespace

std::optional<Error> key_problem(Profile profile, mka::CipherSuite suite, const mka::Ckn& ckn,
                                 std::optional<std::size_t> cak_size) {
  const ProfileRules& rules = rules_of(profile);
  const std::size_t ckn_size = ckn.octets().size();
  const auto ckn_wanted = octets(rules.ckn, suite);
  if (ckn_wanted && ckn_size != *ckn_wanted)
    return misfit(profile, suite, rules.ckn, "the CKN has " + digits(ckn_size), *ckn_wanted,
                  advice(*ckn_wanted, 0));
  const auto cak_wanted = octets(rules.cak, suite);
  if (cak_size && cak_wanted && *cak_size != *cak_wanted)
    return misfit(profile, suite, rules.cak, "the CAK has " + digits(*cak_size), *cak_wanted,
                  advice(*cak_wanted, *cak_size));
  return std::nullopt;
}

std::optional<Error> keychain_problem(const ConnectionSettings& settings, const Keychain& keys) {
  for (const Key& key : keys.keys()) {
    const auto size = key.derived ? std::optional(key.derived->cak_size()) : std::nullopt;
    auto problem = key_problem(settings.profile, settings.suite, key.ckn, size);
    if (!problem) continue;
    problem->code = Errc::incorrect_status;
    problem->what.insert(0, "key " + key.ckn.hex() + ": ");
    problem->hint = "rotate to a pair that fits, and delete that key first: macsecctl delete-key";
    return problem;
  }
  return std::nullopt;
}

}  // namespace macsecd
