// One protected interface at work: the key agreement engine between its frames, its SecY and its
// timer. One input, drained until nothing is left, then the next.
#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "alarm.hpp"
#include "mka/kay.hpp"
#include "secy_driver.hpp"

namespace macsecd {

class Port {
 public:
  // What the port reaches; all of it outlives the port. None of them may call the port back.
  struct Surroundings {
    asio::io_context& io;
    mka::Random& random;
    SecyDriver& secy;
    std::function<void(mka::Bytes frame)> send;
    std::function<void(const mka::Event&)> on_event;
    std::function<void()> on_settled;  // after a drain that told events
  };

  Port(Surroundings surroundings, mka::PortIdentity identity, mka::PortPolicy policy);

  // Once, before everything else.
  void adopt(const mka::HeldSecy& held);
  void receive(mka::Bytes frame);
  void set_link(bool up);
  void set_keys(std::vector<mka::KeyConfig> keys);
  void set_policy(mka::PortPolicy policy);
  void observe(const mka::SecyCounters& counters);
  mka::RekeyAnswer rekey();
  void probe_path(std::size_t frame_octets, mka::Duration time);

  mka::KayStatus status() const;
  mka::PathStatus paths() const { return kay_.paths(); }

 private:
  void drain(mka::Time at);
  void carry_out(mka::Time at, const mka::Output& output);
  void arm();

  Surroundings outside_;
  mka::Kay kay_;
  Alarm timer_;
  bool told_ = false;
};

}  // namespace macsecd
