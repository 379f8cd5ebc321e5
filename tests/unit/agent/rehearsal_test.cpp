#include "rehearsal.hpp"

#include <optional>

#include "catch.hpp"
#include "os_random.hpp"

using namespace macsecd;

namespace {

// Counts channels, and refuses SAs with this errno.
class TrialSecy : public SecyDriver {
 public:
  mka::SecyOutcome apply(const mka::SecyOp& op) override {
    if (std::holds_alternative<mka::CreateReceiveSc>(op)) ++channels;
    if (std::holds_alternative<mka::DeleteReceiveSc>(op)) --channels;
    if (const auto* install = std::get_if<mka::InstallReceiveSa>(&op)) {
      sak_size = install->sak.size();
      if (refusal != 0) return {false, refusal};
    }
    enabled = enabled || std::holds_alternative<mka::EnableReceiveSa>(op);
    return {};
  }
  int channels = 0;
  int refusal = 0;
  std::size_t sak_size = 0;
  bool enabled = false;
};

class NoRandom : public mka::Random {
 public:
  bool fill(std::span<std::uint8_t>) override { return false; }
};

}  // namespace

TEST_CASE("a rehearsal leaves nothing behind and enables nothing") {
  OsRandom random;
  for (const auto suite : mka::all_cipher_suites) {
    TrialSecy secy;
    CHECK(rehearse_sak(secy, random, {}, suite).done);
    CHECK(secy.channels == 0);
    CHECK(secy.sak_size == mka::sak_size(suite));
    CHECK_FALSE(secy.enabled);
  }
}

TEST_CASE("what the kernel refuses is the outcome, and the channel goes all the same") {
  OsRandom random;
  TrialSecy secy;
  secy.refusal = 93;
  const auto outcome = rehearse_sak(secy, random, {}, mka::CipherSuite::gcm_aes_xpn_256);
  CHECK_FALSE(outcome.done);
  CHECK(outcome.os_error == 93);
  CHECK(secy.channels == 0);
}

TEST_CASE("without random octets there is no SAK to rehearse with") {
  NoRandom random;
  TrialSecy secy;
  CHECK_FALSE(rehearse_sak(secy, random, {}, mka::CipherSuite::gcm_aes_128).done);
  CHECK(secy.sak_size == 0);
}
