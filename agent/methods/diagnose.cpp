#include "diagnosis_watch.hpp"
#include "methods/methods.hpp"
#include "methods/number_within.hpp"

namespace macsecd::methods {
namespace {

using macsec::Failure;
using macsec::Json;
using macsec::Result;

constexpr std::int64_t usual_watch = 6;  // an MKA life time
constexpr std::int64_t longest_watch = 60;

Result<mka::Duration> watching_time(const macsec::Call& call) {
  const auto seconds = number_within(call, "watchSeconds", 0, longest_watch);
  if (!seconds) return Failure{seconds.error()};
  return mka::Duration(std::chrono::seconds(seconds->value_or(usual_watch)));
}

void answer(macsec::Call call, const Result<DiagnosisWatch::Diagnoses>& found) {
  if (!found) return call.fail(within(connection_name(call), found.error()));
  Json list = Json::array();
  for (const auto& [name, diagnosis] : *found) list.push_back(macsecd::describe(name, diagnosis));
  call.reply({{"diagnoses", std::move(list)}});
}

}  // namespace

// The call keeps the watch until it is answered or its client has gone.
void diagnose(Agent agent, macsec::Call call) {
  const auto group = agent.lags.addressed(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  const auto time = watching_time(call);
  if (!time) return call.fail(within(connection_name(call), time.error()));
  auto watch = std::make_shared<DiagnosisWatch>(agent.world, agent.connections);
  call.on_closed([watch]() mutable { watch.reset(); });
  watch->start(*group, *time, [call](const auto& found) { answer(call, found); });
}

}  // namespace macsecd::methods
