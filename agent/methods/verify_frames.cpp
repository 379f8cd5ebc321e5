// Whether MKPDUs are by a holder of the connection's keys, for readers of captures.
#include "control/member.hpp"
#include "control/octets_text.hpp"
#include "methods/methods.hpp"
#include "mka/mkpdu_check.hpp"

namespace macsecd::methods {
namespace {

using macsec::Json;

// A request is shorter than so many frames; the loop is not held up by them.
constexpr std::size_t most_frames = 200;

Json verdict(const Keychain& keys, const std::vector<std::uint8_t>& frame) {
  const auto ckn = mka::ckn_of(frame);
  const Key* const key = ckn ? keys.find(*ckn) : nullptr;
  const auto check =
      key != nullptr && key->derived ? mka::check_mkpdu(frame, *key->derived) : std::nullopt;
  if (!check) return {{"icv", "no-key"}};
  Json out{{"icv", check->icv_right ? "ok" : "wrong"}};
  if (check->sak_unwraps) out["sakUnwraps"] = *check->sak_unwraps;
  return out;
}

macsec::Error bad_frame(std::size_t index) {
  return {macsec::Errc::illegal_param,
          "frames: number " + std::to_string(index) + " is not octets in hexadecimal",
          "give an even number of the digits 0-9 a-f"};
}

}  // namespace

void verify_frames(Agent agent, macsec::Call call) {
  const auto group = agent.lags.addressed(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  // All members of a LAG have the same keys.
  const Keychain& keys = group->front()->saved().keys;
  const Json& frames = macsec::member(call.parameters(), "frames");
  if (frames.size() > most_frames)
    return call.fail({macsec::Errc::illegal_param,
                      "frames: there are " + std::to_string(frames.size()) + " of them",
                      "ask for at most " + std::to_string(most_frames) + " at a time"});
  Json verdicts = Json::array();
  for (const Json& text : frames) {
    const auto frame = macsec::octets_from(text.get_ref<const std::string&>());
    if (!frame) return call.fail(bad_frame(verdicts.size()));
    verdicts.push_back(verdict(keys, *frame));
  }
  call.reply({{"verdicts", std::move(verdicts)}});
}

}  // namespace macsecd::methods
