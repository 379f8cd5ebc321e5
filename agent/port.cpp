#include "port.hpp"

#include <variant>

#include "clock.hpp"

namespace macsecd {
namespace {

template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace

Port::Port(Surroundings surroundings, mka::PortIdentity identity, mka::PortPolicy policy)
    : outside_(std::move(surroundings)),
      kay_(outside_.random, identity, std::move(policy)),
      timer_(outside_.io) {
  drain(now());
}

void Port::adopt(const mka::HeldSecy& held) {
  const mka::Time at = now();
  kay_.adopt(at, held);
  drain(at);
}

void Port::receive(mka::Bytes frame) {
  const mka::Time at = now();
  kay_.receive(at, frame);
  drain(at);
}

void Port::set_link(bool up) {
  const mka::Time at = now();
  kay_.link_changed(at, up);
  drain(at);
}

void Port::set_keys(std::vector<mka::KeyConfig> keys) {
  const mka::Time at = now();
  kay_.set_keys(at, std::move(keys));
  drain(at);
}

void Port::set_policy(mka::PortPolicy policy) {
  const mka::Time at = now();
  kay_.set_policy(at, std::move(policy));
  drain(at);
}

void Port::observe(const mka::SecyCounters& counters) {
  const mka::Time at = now();
  kay_.observe(at, counters);
  drain(at);
}

mka::RekeyAnswer Port::rekey() {
  const mka::Time at = now();
  const auto answer = kay_.rekey(at);
  drain(at);
  return answer;
}

void Port::probe_path(std::size_t frame_octets, mka::Duration time) {
  const mka::Time at = now();
  kay_.probe_path(at, frame_octets, at + time);
  drain(at);
}

mka::KayStatus Port::status() const { return kay_.status(now()); }

void Port::drain(mka::Time at) {
  told_ = false;
  while (const auto output = kay_.poll()) carry_out(at, *output);
  arm();
  if (told_ && outside_.on_settled) outside_.on_settled();
}

void Port::carry_out(mka::Time at, const mka::Output& output) {
  std::visit(Overloaded{
                 [&](const mka::TransmitFrame& frame) { outside_.send(frame.bytes); },
                 [&](const mka::SecyRequest& request) {
                   kay_.secy_done(at, request.id, outside_.secy.apply(request.op));
                 },
                 [&](const mka::Event& event) {
                   told_ = true;
                   if (outside_.on_event) outside_.on_event(event);
                 },
             },
             output);
}

void Port::arm() {
  const auto deadline = kay_.next_deadline();
  if (!deadline) return timer_.clear();
  timer_.set(*deadline, [this] {
    const mka::Time at = now();
    kay_.tick(at);
    drain(at);
  });
}

}  // namespace macsecd
