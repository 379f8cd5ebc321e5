#include "fresh_options.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

namespace macsecctl {

void FreshOptions::declare(CLI::App& app) {
  auto* const fresh =
      app.add_flag("--generate", generate,
                   "make a pair; the CAK is shown nowhere unless one of the next two is said")
          ->excludes(app.get_option("--cak-file"), app.get_option("--cak-credential"),
                     app.get_option("--cak-base64"), app.get_option("--pad-cak"));
  auto* const file = app.add_option("--cak-out", cak_out, "write the CAK to this new file as well")
                         ->type_name("FILE")
                         ->needs(fresh);
  app.add_flag("--print", print, "print the pair, this once")->needs(fresh)->excludes(file);
  app.add_option("--size", bits, "128 or 256 bits (default: 256)")
      ->type_name("BITS")
      ->check(CLI::IsMember({128, 256}))
      ->needs(fresh);
}

Result<void> FreshOptions::make(FreshPair& pair) const {
  return pair.make(bits / 8, HexCase::lower);
}

Result<Json> FreshOptions::hand_over(
    const FreshPair& pair, const std::function<Result<Json>(int descriptor)>& call) const {
  const auto cak = pair.sealed();
  if (!cak) return Failure{cak.error()};
  if (!cak_out.empty())
    if (auto written = pair.write_to(cak_out); !written) return Failure{written.error()};
  auto reply = call(cak->get());
  const bool refused = !reply && reply.error().code != Errc::agent_unreachable;
  if (refused && !cak_out.empty()) ::unlink(cak_out.c_str());
  return reply;
}

}  // namespace macsecctl
