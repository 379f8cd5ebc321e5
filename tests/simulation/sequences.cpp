// tests/vectors/sequences.json: frames of a constructed peer A (and C), and what station B makes of
// them. B's MI is the vectors'; its MNs 1 to 4 are its own first hellos.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "crypto/kdf.hpp"
#include "dice.hpp"
#include "mka/kay.hpp"
#include "octets.hpp"
#include "wire/mkpdu.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const nlohmann::json& vectors() {
  static const auto parsed = nlohmann::json::parse(std::ifstream(MKA_SEQUENCES));
  return parsed;
}

Mi mi_of(const char* name) {
  Mi mi;
  std::ranges::copy(test::octets(vectors()[name].get<std::string>()), mi.octets.begin());
  return mi;
}

Sci sci_of(const char* name) {
  const auto octets = test::octets(vectors()[name].get<std::string>());
  return Sci::from_wire(std::span<const std::uint8_t, 8>(octets));
}

PortPolicy policy_of_b() {
  PortPolicy policy;
  policy.key_server_priority = 32;
  policy.cipher_suite = CipherSuite::gcm_aes_128;
  policy.accepted_suites = {CipherSuite::gcm_aes_128};
  return policy;
}

// B, its link up, the last of its first four hellos sent.
class Receiver {
 public:
  explicit Receiver(const std::string& sequence, const std::optional<HeldSecy>& held = {})
      : kay_(random_, {sci_of("sci_b").mac, 1}, policy_of_b()) {
    for (const auto& candidate : vectors()["sequences"])
      if (candidate["name"] == sequence) steps_ = &candidate["steps"];
    REQUIRE(steps_ != nullptr);
    random_.next_mi(mi_of("mi_b"));
    if (held) kay_.adopt(now_, *held);
    std::vector<KeyConfig> keys;
    keys.push_back({ckn(), *derive_keys(cak(), ckn())});
    kay_.set_keys(now_, std::move(keys));
    kay_.link_changed(now_, true);
    drain();
    while (sent_.size() < 4) advance();
    REQUIRE(sent_.back().pdu.basic.mn == 4);
    REQUIRE(sent_.back().pdu.basic.mi == mi_of("mi_b"));
    now_ += 1ms;
  }

  // The next frame of the sequence.
  void step() {
    kay_.receive(now_, test::octets((*steps_)[next_++]["frame"].get<std::string>()));
    drain();
  }
  // Ticks at every deadline until then.
  void wait_until(Time when) {
    while (kay_.next_deadline() && *kay_.next_deadline() <= when) advance();
    now_ = when;
  }
  Time sent_at(std::size_t mn) const { return sent_.at(mn - 1).at; }
  const wire::Mkpdu& last_sent() const { return sent_.back().pdu; }

  std::vector<Mi> live() const { return mis(participant().live); }
  std::vector<Mi> potential() const { return mis(participant().potential); }
  ParticipantStatus participant() const { return kay_.status(now_).participants.at(0); }
  KayStatus status() const { return kay_.status(now_); }
  std::uint64_t drops(DropReason reason) const {
    return kay_.status(now_).drops[static_cast<std::size_t>(reason)];
  }
  std::uint64_t all_drops() const {
    std::uint64_t all = 0;
    for (const auto count : kay_.status(now_).drops) all += count;
    return all;
  }
  std::uint64_t refusals(RefuseReason reason) const {
    return kay_.status(now_).refusals[static_cast<std::size_t>(reason)];
  }
  template <typename Op>
  std::vector<Op> asked() {
    std::vector<Op> found;
    for (auto& op : ops_)
      if (auto* wanted = std::get_if<Op>(&op)) found.push_back(std::move(*wanted));
    ops_.clear();
    return found;
  }
  std::size_t heard_of(EventKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(events_, kind, &Event::kind));
  }

 private:
  struct Sent {
    Time at;
    wire::Mkpdu pdu;
  };
  static Ckn ckn() { return *Ckn::from_hex(vectors()["ckn"].get<std::string>()); }
  static Cak cak() { return *Cak::copy_from(test::octets(vectors()["cak"].get<std::string>())); }
  static std::vector<Mi> mis(const std::vector<PeerStatus>& peers) {
    std::vector<Mi> mis;
    for (const auto& peer : peers) mis.push_back(peer.mi);
    return mis;
  }
  void advance() {
    REQUIRE(kay_.next_deadline());
    now_ = std::max(now_, *kay_.next_deadline());
    kay_.tick(now_);
    drain();
  }
  void drain() {
    while (auto out = kay_.poll()) {
      if (auto* frame = std::get_if<TransmitFrame>(&*out)) note(frame->bytes);
      if (auto* event = std::get_if<Event>(&*out)) events_.push_back(*event);
      if (auto* request = std::get_if<SecyRequest>(&*out)) {
        ops_.push_back(std::move(request->op));
        kay_.secy_done(now_, request->id, {});
      }
    }
  }
  void note(const std::vector<std::uint8_t>& frame) {
    static const auto ick = *crypto::Cmac::with_key(derive_keys(cak(), ckn())->ick.expose());
    sent_.push_back({now_, *wire::decode(*wire::verify(*wire::open_envelope(frame), ick))});
  }

  Time now_{};
  sim::SeededRandom random_{sim::Dice(1)};
  Kay kay_;
  const nlohmann::json* steps_ = nullptr;
  std::size_t next_ = 0;
  std::vector<Sent> sent_;
  std::vector<SecyOp> ops_;
  std::vector<Event> events_;
};

const std::vector<Mi> nobody;
std::vector<Mi> only(const char* name) { return {mi_of(name)}; }

}  // namespace

TEST_CASE("potential then live", "[sequences]") {
  Receiver b("potential then live");
  b.step();
  CHECK(b.potential() == only("mi_a"));
  CHECK(b.live() == nobody);
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.potential() == nobody);
  REQUIRE(b.participant().key_server);
  CHECK(b.participant().key_server->sci == sci_of("sci_a"));
  CHECK(b.participant().key_server->priority == 16);
}

TEST_CASE("live through the potential list", "[sequences]") {
  Receiver b("live through the potential list");
  b.step();
  CHECK(b.live() == only("mi_a"));
}

TEST_CASE("repeated MN", "[sequences]") {
  Receiver b("repeated MN");
  b.step();
  CHECK(b.live() == only("mi_a"));
  b.step();
  CHECK(b.drops(DropReason::replayed) == 1);
  b.step();
  CHECK(b.drops(DropReason::replayed) == 2);
  b.step();
  CHECK(b.participant().live.at(0).mn == 6);
  b.step();
  CHECK(b.participant().live.at(0).mn == 60);
  CHECK(b.all_drops() == 2);
}

TEST_CASE("never-sent MN of ours", "[sequences]") {
  Receiver b("never-sent MN of ours");
  b.step();
  CHECK(b.live() == nobody);
  CHECK(b.participant().mi == mi_of("mi_b"));
}

TEST_CASE("stale MN of ours", "[sequences]") {
  Receiver b("stale MN of ours");
  // MN 1 is older than the MKA Life Time, MN 3 is not.
  b.wait_until(b.sent_at(3) + 6s - 1ms);
  REQUIRE(b.sent_at(1) + 6s < b.sent_at(3) + 6s - 1ms);
  b.step();
  CHECK(b.live() == nobody);
  CHECK(b.potential() == only("mi_a"));
  b.step();
  CHECK(b.live() == only("mi_a"));
}

TEST_CASE("reflection", "[sequences]") {
  Receiver b("reflection");
  b.step();
  CHECK(b.drops(DropReason::reflected) == 1);
  CHECK(b.live() == nobody);
  CHECK(b.potential() == nobody);
  CHECK(b.participant().mi == mi_of("mi_b"));
}

TEST_CASE("own SCI, foreign MI", "[sequences]") {
  Receiver b("own SCI, foreign MI");
  b.step();
  CHECK(b.drops(DropReason::duplicate_sci) == 1);
  CHECK(b.heard_of(EventKind::duplicate_sci) == 1);
  CHECK(b.potential() == nobody);
  CHECK(b.participant().mi == mi_of("mi_b"));
}

TEST_CASE("MI collision", "[sequences]") {
  Receiver b("MI collision");
  b.step();
  CHECK(b.drops(DropReason::mi_collision) == 1);
  CHECK(b.participant().mi != mi_of("mi_b"));
  CHECK(b.live() == nobody);
  CHECK(b.potential() == nobody);
  CHECK(b.last_sent().basic.mi == b.participant().mi);
  CHECK(b.last_sent().basic.mn == 1);
}

TEST_CASE("peer restart", "[sequences]") {
  Receiver b("peer restart");
  b.step();
  CHECK(b.live() == only("mi_a"));
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.potential() == only("mi_c"));
  // The next MKPDU lists both, each in its list.
  b.wait_until(b.sent_at(4) + 2s);
  REQUIRE(b.last_sent().potential);
  CHECK(b.last_sent().potential->entries.at(0).mi == mi_of("mi_c"));
  CHECK(b.last_sent().live->entries.at(0).mi == mi_of("mi_a"));
  b.step();
  CHECK(b.live() == only("mi_c"));
  CHECK(b.potential() == nobody);
  CHECK(b.heard_of(EventKind::peer_restarted) == 1);
  b.step();
  CHECK(b.drops(DropReason::replaced_peer) == 1);
  CHECK(b.live() == only("mi_c"));
}

TEST_CASE("Distributed SAK from a peer that is not live", "[sequences]") {
  Receiver b("Distributed SAK from a peer that is not live");
  b.step();
  CHECK(b.potential() == only("mi_a"));
  CHECK(b.status().saks_accepted == 0);
  CHECK(b.asked<InstallReceiveSa>().empty());
}

TEST_CASE("Distributed SAK from a lower-preference peer", "[sequences]") {
  Receiver b("Distributed SAK from a lower-preference peer");
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.participant().elected_self);
  CHECK(b.refusals(RefuseReason::not_from_key_server) == 1);
  CHECK(b.status().saks_accepted == 0);
}

TEST_CASE("Distributed SAK without the Key Server flag", "[sequences]") {
  Receiver b("Distributed SAK without the Key Server flag");
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.status().saks_accepted == 0);
  CHECK(b.refusals(RefuseReason::server_flag_clear) +
            b.refusals(RefuseReason::not_from_key_server) ==
        1);
}

TEST_CASE("SAK repeated", "[sequences]") {
  Receiver b("SAK repeated");
  b.step();
  const auto installed = b.asked<InstallReceiveSa>();
  REQUIRE(installed.size() == 1);
  CHECK(installed[0].an.value() == 0);
  CHECK(installed[0].sci == sci_of("sci_a"));
  CHECK(installed[0].ki == Ki{mi_of("mi_a"), 1});
  b.step();
  CHECK(b.asked<InstallReceiveSa>().empty());
  CHECK(b.status().saks_accepted == 1);
  CHECK(b.participant().mi == mi_of("mi_b"));
  b.step();
  CHECK(b.asked<InstallReceiveSa>().empty());
  CHECK(b.refusals(RefuseReason::key_number_reused) == 1);
  CHECK(b.live() == only("mi_a"));
}

// What B held before its restart: SAs of `used` at work, and a receive SA of `stray`.
HeldSecy held_before(const Ki& used, const Ki& stray) {
  const An an = An::from_bits(2);
  const An other = An::from_bits(3);
  return {.encoding = an,
          .channels = {sci_of("sci_a")},
          .counters = {.transmit = {{an, used, 1000, true}},
                       .receive = {{sci_of("sci_a"), an, used, 900, 1},
                                   {sci_of("sci_a"), other, stray, 1, 0}}}};
}

TEST_CASE("a SAK from before our restart, distributed again, never starts at PN 1",
          "[sequences][802.1AE nonce]") {
  Ki distributed;
  {
    Receiver before("SAK repeated");
    before.step();
    before.step();
    const auto installed = before.asked<InstallTransmitSa>();
    REQUIRE(installed.size() == 1);
    distributed = installed.front().ki;
  }
  const Ki other{mi_of("mi_a"), 4711};
  SECTION("it is in use, and goes on") {
    Receiver b("SAK repeated", held_before(distributed, other));
    b.step();
    b.step();
    CHECK(b.asked<InstallTransmitSa>().empty());
    CHECK(b.asked<DeleteTransmitSa>().empty());
    CHECK(b.status().latest->ki == distributed);
    CHECK(b.status().latest->next_pn == 1000);
  }
  SECTION("it was not in use any more: another one is asked for") {
    Receiver b("SAK repeated", held_before(other, distributed));
    b.step();
    b.step();
    CHECK(b.asked<InstallTransmitSa>().empty());
    CHECK(b.heard_of(EventKind::mi_changed) == 1);
    CHECK(b.status().latest->ki == other);
  }
}

TEST_CASE("SAK Use names a key we do not have", "[sequences]") {
  Receiver b("SAK Use names a key we do not have");
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.asked<EnableTransmitSa>().empty());
  CHECK(b.participant().mi == mi_of("mi_b"));
}

TEST_CASE("standby participant", "[sequences]") {
  Receiver b("standby participant");
  b.step();
  CHECK(b.live() == only("mi_a"));
  CHECK(b.asked<InstallReceiveSa>().empty());
  CHECK_FALSE(b.status().secured);
}

TEST_CASE("every sequence of the vectors has its test", "[sequences]") {
  CHECK(vectors()["sequences"].size() == 15);
}
