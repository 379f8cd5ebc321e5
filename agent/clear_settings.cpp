#include "clear_settings.hpp"

namespace macsecd {
namespace {

constexpr std::uint64_t longest_wait_ms = 3'600'000;

}  // namespace

void read_clear(Members& in, ClearSettings& s) {
  in.number("clearAfterMs", s.clear_after_ms, 0, longest_wait_ms);
}

macsec::Json to_json(const ClearSettings& s) { return {{"clearAfterMs", s.clear_after_ms}}; }

void apply(const ClearSettings& s, mka::PortPolicy& policy) {
  policy.clear_after = std::chrono::milliseconds(s.clear_after_ms);
}

}  // namespace macsecd
