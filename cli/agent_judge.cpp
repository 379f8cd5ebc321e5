#include "agent_judge.hpp"

#include "control/member.hpp"

namespace macsecctl {
namespace {

using capture::SeenFrame;
using capture::Verdict;
using Frames = std::vector<SeenFrame>;

// What fits one request (control/limits.hpp), with room for the words around it.
constexpr std::size_t most_digits = 12'000;
constexpr std::size_t most_frames = 100;

// From `first` on, as many as one request takes; at least one.
Json next_request(const std::string& connection, const Frames& frames, std::size_t first) {
  Json digits = Json::array();
  std::size_t size = 0;
  for (std::size_t i = first; i < frames.size() && digits.size() < most_frames; ++i) {
    size += 2 * frames[i].octets.size();
    if (size > most_digits && i > first) break;
    digits.push_back(capture::digits_of(frames[i]));
  }
  return {{"connectionName", connection}, {"frames", std::move(digits)}};
}

Verdict verdict_from(const Json& reply) {
  const auto icv = capture::icv_from(macsec::text_member(reply, "icv").value_or(""));
  return {icv.value_or(Verdict::Icv::no_key), macsec::flag_member(reply, "sakUnwraps")};
}

Error no_answer() {
  return {Errc::internal, "macsecd did not answer for each frame", "are both of one version?"};
}

}  // namespace

capture::Judge agent_judge(const Context& context, const std::string& connection) {
  return [&context, connection](const Frames& frames) -> Result<std::vector<Verdict>> {
    auto client = context.connect();
    if (!client) return Failure{client.error()};
    std::vector<Verdict> verdicts;
    do {
      const Json request = next_request(connection, frames, verdicts.size());
      const auto reply = client->call("VerifyFrames", request);
      if (!reply) return Failure{reply.error()};
      const Json& told = macsec::member(*reply, "verdicts");
      if (!told.is_array() || told.size() != request["frames"].size()) return Failure{no_answer()};
      for (const Json& one : told) verdicts.push_back(verdict_from(one));
    } while (verdicts.size() < frames.size());
    return verdicts;
  };
}

}  // namespace macsecctl
