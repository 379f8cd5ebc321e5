#include "rehearsal.hpp"

#include <array>
#include <span>

namespace macsecd {
namespace {

// Nobody's: MKA numbers real ports from 1, and the address is ours.
constexpr std::uint16_t unused_port = 0xffff;

}  // namespace

mka::SecyOutcome rehearse_sak(SecyDriver& secy, mka::Random& random, const mka::MacAddress& own,
                              mka::CipherSuite suite) {
  std::array<std::uint8_t, 32> octets{};
  const auto key = std::span(octets).first(mka::sak_size(suite));
  if (!random.fill(key)) return {false, 0};
  const mka::Sci nobody{own, unused_port};
  mka::SecyOutcome outcome = secy.apply(mka::CreateReceiveSc{nobody});
  if (!outcome.done) return outcome;
  outcome = secy.apply(mka::InstallReceiveSa{
      .sci = nobody, .an = {}, .ki = {}, .sak = *mka::Sak::copy_from(key), .ssci = mka::Ssci{1}});
  const mka::SecyOutcome dropped = secy.apply(mka::DeleteReceiveSc{nobody});
  return outcome.done ? dropped : outcome;
}

}  // namespace macsecd
