#include "mka/kay.hpp"

#include <utility>

#include "key_agreement.hpp"

namespace mka {

struct Kay::Parts {
  KeyAgreement agreement;
};

Kay::Kay(Random& random, PortIdentity identity, PortPolicy policy)
    : parts_(new Parts{{random, identity, std::move(policy)}}) {}
Kay::~Kay() = default;

void Kay::adopt(Time now, const HeldSecy& held) { parts_->agreement.adopt(now, held); }

void Kay::receive(Time now, std::span<const std::uint8_t> frame) {
  if (parts_->agreement.receive(now, frame)) parts_->agreement.settle(now);
}

void Kay::tick(Time now) { parts_->agreement.settle(now); }

void Kay::secy_done(Time now, OpId op, SecyOutcome outcome) {
  parts_->agreement.secy_done(now, op, outcome);
  parts_->agreement.settle(now);
}

void Kay::observe(Time now, const SecyCounters& counters) {
  parts_->agreement.observe(now, counters);
  parts_->agreement.settle(now);
}

void Kay::set_keys(Time now, std::vector<KeyConfig> keys) {
  parts_->agreement.set_keys(now, std::move(keys));
  parts_->agreement.settle(now);
}

void Kay::set_policy(Time now, PortPolicy policy) {
  parts_->agreement.set_policy(now, std::move(policy));
  parts_->agreement.settle(now);
}

void Kay::link_changed(Time now, bool up) {
  parts_->agreement.link_changed(now, up);
  parts_->agreement.settle(now);
}

RekeyAnswer Kay::rekey(Time now) {
  const RekeyAnswer answer = parts_->agreement.rekey();
  parts_->agreement.settle(now);
  return answer;
}

void Kay::probe_path(Time now, std::size_t frame_octets, Time until) {
  parts_->agreement.probe_path(frame_octets, until);
  parts_->agreement.settle(now);
}

std::optional<Output> Kay::poll() { return parts_->agreement.out().take(); }

std::optional<Time> Kay::next_deadline() const { return parts_->agreement.next_deadline(); }

PathStatus Kay::paths() const { return parts_->agreement.paths(); }

KayStatus Kay::status(Time now) const { return parts_->agreement.status(now); }

}  // namespace mka
