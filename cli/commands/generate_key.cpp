#include "commands.hpp"
#include "fresh_pair.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string cipher_suite;
  std::size_t bits = 0;
  std::string cak_out;
};

// As long as the cipher suite's keys; the clouds want the CKN to be as long as the CAK.
std::size_t octets_wanted(const Options& options) {
  if (options.bits != 0) return options.bits / 8;
  return options.cipher_suite.ends_with("128") ? 16 : 32;
}

Result<Value> run(const Options& options, const Context& context) {
  FreshPair pair;
  const HexCase digits =
      context.json ? HexCase::lower : context.style.digits.value_or(HexCase::lower);
  if (auto made = pair.make(octets_wanted(options), digits); !made) return Failure{made.error()};
  if (options.cak_out.empty()) {
    pair.print(context.json);
    return Value{};
  }
  if (auto written = pair.write_to(options.cak_out); !written) return Failure{written.error()};
  return Value{Json{{"ckn", pair.ckn}}, say("ckn " + pair.ckn)};
}

}  // namespace

Action generate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  auto* const suite =
      app.add_option("--cipher-suite", options->cipher_suite, "a key as long as this suite's")
          ->type_name("S")
          ->transform(CLI::detail::to_lower)
          ->check([](const std::string& s) {
            return s.ends_with("128") || s.ends_with("256") ? "" : s + " is no cipher suite";
          });
  app.add_option("--size", options->bits, "128 or 256 bits (default: 256)")
      ->type_name("BITS")
      ->check(CLI::IsMember({128, 256}))
      ->excludes(suite);
  app.add_option("--cak-out", options->cak_out,
                 "write the CAK to this new file, print only the CKN")
      ->type_name("FILE");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
