#include "secy_desk.hpp"

#include <algorithm>
#include <cstring>
#include <variant>

#include "frame_watch.hpp"

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

// After a refusal the engine may have asked for more that cannot succeed any longer.
constexpr Duration forgiveness = 30s;

template <typename... F>
struct Overloaded : F... {
  using F::operator()...;
};

}  // namespace

Duration SecyDesk::delay() {
  const auto quickest = static_cast<std::uint64_t>(temper.quickest.count());
  const auto slowest = static_cast<std::uint64_t>(temper.slowest.count());
  return Duration(static_cast<std::int64_t>(dice_.between(quickest, slowest)));
}

void SecyDesk::take(SecyRequest request) {
  if (temper.slowest == 0ms && waiting_.empty()) return carry_out(request);
  waiting_.push_back(std::move(request));
  last_due_ = std::max(last_due_, agenda_.now() + delay());
  agenda_.at(last_due_, [this, life = life_] {
    if (life != life_ || waiting_.empty()) return;
    const SecyRequest next = std::move(waiting_.front());
    waiting_.pop_front();
    carry_out(next);
  });
}

void SecyDesk::clear() {
  waiting_.clear();
  last_due_ = agenda_.now();
  forgiving_until_ = {};
  ++life_;
}

bool SecyDesk::refuses(const SecyOp& op) {
  const bool can =
      std::holds_alternative<InstallReceiveSa>(op) || std::holds_alternative<EnableReceiveSa>(op) ||
      std::holds_alternative<InstallTransmitSa>(op) || std::holds_alternative<EnableTransmitSa>(op);
  if (!can) return false;
  if (temper.refuse_next > 0) {
    --temper.refuse_next;
    return true;
  }
  return dice_.percent(temper.refusal_percent);
}

void SecyDesk::carry_out(const SecyRequest& request) {
  if (refuses(request.op)) {
    forgiving_until_ = agenda_.now() + forgiveness;
    return clerk_.answer(request.id, {.done = false, .os_error = temper.refusal});
  }
  const int error = secy_.apply(request.op);
  if (error != 0 && agenda_.now() >= forgiving_until_) {
    clerk_.complain("asks for " + describe(request.op) + ": " + std::strerror(error));
  }
  if (error == 0) clerk_.done(request.op);
  clerk_.answer(request.id, {.done = error == 0, .os_error = error});
}

std::string describe(const SecyOp& op) {
  const auto at = [](const Sci& sci, An an) {
    return to_string(sci).substr(8, 4) + " an" + std::to_string(an.value());
  };
  const auto an_of = [](An an) { return "an" + std::to_string(an.value()); };
  return std::visit(
      Overloaded{
          [&](const SetProtection& o) {
            return std::string("SetProtection") + (o.protect_frames ? " protect" : "") +
                   (o.validate_frames == ValidateFrames::strict ? " strict" : "") +
                   (o.controlled_port_enabled ? " open" : " closed");
          },
          [&](const CreateReceiveSc& o) { return "CreateReceiveSc " + at(o.sci, An()); },
          [&](const DeleteReceiveSc& o) { return "DeleteReceiveSc " + at(o.sci, An()); },
          [&](const InstallReceiveSa& o) {
            return "InstallReceiveSa " + at(o.sci, o.an) + ' ' + brief(o.ki) + " from " +
                   std::to_string(o.lowest_pn);
          },
          [&](const EnableReceiveSa& o) { return "EnableReceiveSa " + at(o.sci, o.an); },
          [&](const SetReceiveLowestPn& o) {
            return "SetReceiveLowestPn " + at(o.sci, o.an) + ' ' + std::to_string(o.lowest_pn);
          },
          [&](const DeleteReceiveSa& o) { return "DeleteReceiveSa " + at(o.sci, o.an); },
          [&](const InstallTransmitSa& o) {
            return "InstallTransmitSa " + an_of(o.an) + ' ' + brief(o.ki);
          },
          [&](const EnableTransmitSa& o) { return "EnableTransmitSa " + an_of(o.an); },
          [&](const DeleteTransmitSa& o) { return "DeleteTransmitSa " + an_of(o.an); },
      },
      op);
}

}  // namespace sim
