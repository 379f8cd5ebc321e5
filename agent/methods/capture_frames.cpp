// The MKPDUs of interfaces, as they come and go, to one client.
#include <asio/post.hpp>
#include <memory>

#include "alarm.hpp"
#include "clock.hpp"
#include "macsec_link.hpp"
#include "methods/methods.hpp"
#include "methods/number_within.hpp"
#include "mkpdu_tap.hpp"

namespace macsecd::methods {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

constexpr std::int64_t most_frames = 1'000'000;
constexpr std::int64_t longest_seconds = 7 * 24 * 3600;

// One capture under way. Its client's call owns it, until that is over.
class Capture {
 public:
  Capture(const World& world, macsec::Call call)
      : world_(world), call_(std::move(call)), end_(world.io) {}

  Result<void> open(const std::string& interface) {
    const auto link = world_.kernel.link(interface);
    if (!link)
      return Failure{{Errc::unsupported_interface, "there is no interface " + interface,
                      "ip link shows the interfaces"}};
    const std::size_t index = taps_.size();
    auto tap = std::make_unique<MkpduTap>(
        world_.io, [this, index](const TappedFrame& frame) { tell(index, frame); });
    if (auto opened = tap->open(link->ifindex); !opened)
      return Failure{refused("cannot listen on " + interface, opened.error())};
    taps_.push_back(std::move(tap));
    return {};
  }

  using Owner = std::shared_ptr<std::unique_ptr<Capture>>;
  void begin(const Owner& owner, std::optional<std::int64_t> count,
             std::optional<std::int64_t> seconds) {
    owner_ = owner;
    left_ = count;
    if (seconds) end_.set(now() + std::chrono::seconds(*seconds), [this] { end(); });
  }

 private:
  void tell(std::size_t interface, const TappedFrame& frame) {
    if (over_) return;
    Json out{{"interface", interface},
             {"time", std::to_string(frame.time.count())},
             {"outbound", frame.outbound},
             {"originalLength", frame.original_size},
             {"octets", mka::to_hex(frame.octets)}};
    call_.reply_continues({{"frame", std::move(out)}, {"lost", lost()}});
    if (left_ && --*left_ == 0) end();
  }

  std::uint64_t lost() const {
    std::uint64_t sum = 0;
    for (const auto& tap : taps_) sum += tap->lost();
    return sum;
  }

  // The last reply ends its ownership; called from inside a tap it must live a moment longer.
  void end() {
    over_ = true;
    end_.clear();
    const auto owner = owner_.lock();
    std::shared_ptr<Capture> self(owner ? std::move(*owner) : nullptr);
    asio::post(world_.io, [self = std::move(self)] {});
    call_.reply({{"lost", lost()}});
  }

  const World& world_;
  macsec::Call call_;
  Alarm end_;
  std::vector<std::unique_ptr<MkpduTap>> taps_;
  std::weak_ptr<std::unique_ptr<Capture>> owner_;
  std::optional<std::int64_t> left_;
  bool over_ = false;
};

Result<std::vector<std::string>> interfaces_of(Agent agent, const macsec::Call& call) {
  const std::string name = connection_name(call);
  if (const auto interface = call.text("interface")) {
    if (name.empty()) return std::vector{*interface};
    return Failure{
        {Errc::illegal_param, "connectionName and interface are both given", "give one of them"}};
  }
  const auto group = agent.lags.addressed(name);
  if (!group) return Failure{within(name, group.error())};
  std::vector<std::string> interfaces;
  for (const Connection* const connection : *group)
    interfaces.push_back(connection->settings().interface);
  return interfaces;
}

}  // namespace

void capture_frames(Agent agent, macsec::Call call) {
  const auto interfaces = interfaces_of(agent, call);
  if (!interfaces) return call.fail(interfaces.error());
  const auto count = number_within(call, "count", 1, most_frames);
  if (!count) return call.fail(count.error());
  const auto seconds = number_within(call, "seconds", 1, longest_seconds);
  if (!seconds) return call.fail(seconds.error());
  auto capture = std::make_unique<Capture>(agent.world, call);
  for (const std::string& interface : *interfaces)
    if (auto opened = capture->open(interface); !opened) return call.fail(opened.error());
  const auto owner = std::make_shared<std::unique_ptr<Capture>>(std::move(capture));
  call.on_closed([owner] { owner->reset(); });
  call.reply_continues({{"ready", true}, {"interfaces", *interfaces}});
  if (*owner) (*owner)->begin(owner, *count, *seconds);
}

}  // namespace macsecd::methods
