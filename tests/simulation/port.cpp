#include "port.hpp"

#include <algorithm>
#include <variant>

#include "world.hpp"

namespace sim {

using namespace mka;

namespace {

PortIdentity identity_of(const PortSetup& setup, PortId id) {
  if (setup.sci) return {setup.sci->mac, setup.sci->port};
  return {{{0x02, 0, 0, 0, 0, static_cast<std::uint8_t>(0x0a + id)}}, 1};
}

PortPolicy policy_of(const PortSetup& setup) {
  PortPolicy policy;
  policy.key_server_priority = setup.priority;
  policy.mode = setup.mode;
  policy.cipher_suite = setup.suite;
  policy.accepted_suites = {setup.suite};
  if (setup.tune) setup.tune(policy);
  return policy;
}

}  // namespace

Port::Port(World& world, PortId id, PortSetup setup)
    : world_(world),
      id_(id),
      setup_(std::move(setup)),
      policy_(policy_of(setup_)),
      identity_(identity_of(setup_, id)),
      random_(world.dice().fork()),
      secy_(identity_.sci(), policy_.cipher_suite),
      desk_(world.agenda(), world.dice().fork(), secy_,
            {.done = [this](const SecyOp& op) { done(op); },
             .answer =
                 [this](OpId op, SecyOutcome outcome) {
                   kay_->secy_done(world_.now(), op, outcome);
                   if (!draining_) drain();
                 },
             .complain = [this](const std::string& what) { object(what); }}) {
  if (setup_.name.empty()) setup_.name = "port" + std::to_string(id);
  if (setup_.first_mi) random_.next_mi(*setup_.first_mi);
  start_engine();
}

void Port::start_engine() {
  kay_ = std::make_unique<Kay>(random_, identity_, policy_);
  pace_.start_over();
  asked_ = {};
  drain();
}

// ---- what a story does ----

void Port::link(bool up) {
  world_.judge().note(world_.now(), name(), up ? "link up" : "link down");
  link_ = up;
  if (!alive_) return;
  kay_->link_changed(world_.now(), up);
  drain();
}

void Port::die() {
  world_.judge().note(world_.now(), name(), "dies");
  alive_ = false;
  desk_.clear();
}

void Port::restart() {
  world_.judge().note(world_.now(), name(), "restarts");
  alive_ = true;
  desk_.clear();
  secy_ = ModelSecy(identity_.sci(), policy_.cipher_suite);
  start_engine();
  hand_keys();
  if (link_) kay_->link_changed(world_.now(), true);
  drain();
}

void Port::resume() {
  world_.judge().note(world_.now(), name(), "resumes");
  alive_ = true;
  desk_.clear();
  kay_ = std::make_unique<Kay>(random_, identity_, policy_);
  pace_.start_over();
  asked_ = {};
  kay_->adopt(world_.now(), secy_.held());
  kay_->link_changed(world_.now(), link_);
  drain();
  std::erase_if(keys_, [](const Key& key) { return key.leaving; });
  hand_keys();
}

RekeyAnswer Port::rotate_key() {
  const RekeyAnswer answer = kay_->rekey(world_.now());
  drain();
  return answer;
}

void Port::probe_path(std::size_t frame_octets, Duration time) {
  kay_->probe_path(world_.now(), frame_octets, world_.now() + time);
  drain();
}

void Port::change_policy(const std::function<void(PortPolicy&)>& change) {
  change(policy_);
  if (!alive_) return;
  kay_->set_policy(world_.now(), policy_);
  drain();
}

void Port::hear(const std::vector<std::uint8_t>& frame) {
  if (!on_line()) return;
  kay_->receive(world_.now(), frame);
  drain();
}

// ---- the engine's outputs ----

void Port::drain() {
  draining_ = true;
  std::size_t outputs = 0;
  while (auto out = kay_->poll()) {
    object(pace_.drained(++outputs));
    if (auto* frame = std::get_if<TransmitFrame>(&*out)) transmit(*frame);
    if (auto* asked = std::get_if<SecyRequest>(&*out)) request(std::move(*asked));
    if (auto* event = std::get_if<Event>(&*out)) tell(*event);
  }
  draining_ = false;
  arm();
}

void Port::arm() {
  const auto deadline = kay_->next_deadline();
  if (deadline == armed_) return;
  armed_ = deadline;
  const std::uint64_t alarm = ++alarm_;
  if (!deadline) return;
  world_.agenda().at(*deadline + tick_lateness, [this, alarm] {
    if (alarm != alarm_ || !alive_) return;
    wake();
  });
}

void Port::wake() {
  armed_.reset();
  kay_->tick(world_.now());
  drain();
  object(pace_.ticked(world_.now(), kay_->next_deadline()));
}

void Port::observe() {
  if (!alive_) return;
  kay_->observe(world_.now(), secy_.counters());
  drain();
}

void Port::transmit(const TransmitFrame& frame) {
  const wire::eapol::Hearing hearing{policy_.ether_type, policy_.destination};
  const auto reading = world_.frames().sends({id_, sci(), secy_, icks_, hearing}, frame.bytes);
  if (reading.mkpdu) {
    world_.judge().note(world_.now(), name(), describe(*reading.mkpdu));
    world_.transmissions().names(reading.mkpdu->basic.mi, id_);
  }
  object(reading.complaint);
  object(pace_.sends(world_.now(), reading.mkpdu->basic.ckn));
  if (!link_) object("sends while the link is down");
  if (policy_.mode == EncryptionMode::no_encrypt) object("sends although MKA is off");
  world_.broadcast(*this, frame.bytes);
}

void Port::request(SecyRequest asked) {
  const std::string what = describe(asked.op);
  ++requests_[what.substr(0, what.find(' '))];
  world_.judge().note(world_.now(), name(), what);
  if (const auto* op = std::get_if<SetProtection>(&asked.op)) {
    const bool safe = op->protect_frames && op->validate_frames == ValidateFrames::strict;
    if (policy_.mode == EncryptionMode::must_encrypt && op->controlled_port_enabled && !safe) {
      object("opens the port without protection");
    }
  }
  if (const auto* op = std::get_if<InstallTransmitSa>(&asked.op)) asked_[op->an.value()] = op->ki;
  if (const auto* op = std::get_if<EnableTransmitSa>(&asked.op)) {
    const auto& ki = asked_[op->an.value()];
    if (!ki) return object("enables a transmit SA never asked for");
    object(world_.transmissions().transmits(world_.now(), view(*ki), *ki));
  }
  desk_.take(std::move(asked));
}

// The SecY has done it.
void Port::done(const SecyOp& op) {
  if (const auto* installed = std::get_if<InstallTransmitSa>(&op)) {
    object(world_.nonces().installs(sci(), *installed));
    object(world_.frames().knows(installed->sak));
    world_.transmissions().installs(view(installed->ki), installed->ki);
  }
  if (const auto* enabled = std::get_if<EnableReceiveSa>(&op)) {
    const Ki ki = secy_.receive_sa(enabled->sci, enabled->an)->ki;
    world_.transmissions().receives(world_.now(), id_, enabled->sci, ki);
  }
}

void Port::tell(const Event& event) {
  ++events_[static_cast<std::size_t>(event.kind)];
  last_events_[static_cast<std::size_t>(event.kind)] = event;
  if (event.kind == EventKind::sak_distributed) last_sak_reason_ = event.reason;
  std::string text = "* " + std::string(to_string(event.kind));
  if (event.ki) text += ' ' + brief(*event.ki);
  if (event.peer) text += ' ' + mka::to_string(*event.peer).substr(8, 4);
  if (event.reason) text += ' ' + std::string(to_string(*event.reason));
  if (event.refuse) text += ' ' + std::string(to_string(*event.refuse));
  world_.judge().note(world_.now(), name(), text);
}

void Port::object(const Complaint& complaint) const {
  if (complaint) world_.judge().fail(world_.now(), name(), *complaint);
}

std::optional<DataFrame> Port::send_data(Pn packets) {
  auto frame = secy_.transmit(packets);
  if (secy_.exhausted()) object("ran out of packet numbers");
  if (frame) object(world_.nonces().sends(*frame));
  return frame;
}

// ---- what is asked ----

TransmitWatch::View Port::view(const Ki& ki) const {
  TransmitWatch::View view;
  view.port = id_;
  view.sci = sci();
  view.carries_traffic = secy_.protection().controlled_port_enabled && secy_.encoding();
  for (const ParticipantStatus& participant : status().participants) {
    const auto& live = participant.live;
    const bool its = participant.mi == ki.server ||
                     std::any_of(live.begin(), live.end(),
                                 [&](const PeerStatus& peer) { return peer.mi == ki.server; });
    if (!its) continue;
    view.mi = participant.mi;
    for (const PeerStatus& peer : live) view.live.push_back(peer.mi);
  }
  return view;
}

KayStatus Port::status() const { return kay_->status(world_.now()); }

std::optional<Ki> Port::transmit_key() const {
  const auto* sa = secy_.encoding();
  return sa ? std::optional(sa->ki) : std::nullopt;
}

std::size_t Port::keys_installed() const {
  const auto& sas = secy_.transmit_sas();
  return static_cast<std::size_t>(
      std::count_if(sas.begin(), sas.end(), [](const auto& sa) { return sa.has_value(); }));
}

std::size_t Port::live_peers() const {
  std::size_t live = 0;
  for (const auto& participant : status().participants) live += participant.live.size();
  return live;
}

std::uint64_t Port::requests(const std::string& name) const {
  const auto found = requests_.find(name);
  return found == requests_.end() ? 0 : found->second;
}

std::uint64_t Port::drops(DropReason reason) const {
  return status().drops[static_cast<std::size_t>(reason)];
}

std::uint64_t Port::refusals(RefuseReason reason) const {
  return status().refusals[static_cast<std::size_t>(reason)];
}

std::optional<Mi> Port::mi() const {
  const auto all = status().participants;
  return all.empty() ? std::nullopt : std::optional(all.front().mi);
}

}  // namespace sim
