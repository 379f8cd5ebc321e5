// Reads every MKPDU an engine sends, with the keys of the sender, and compares it with its SecY.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "crypto/cmac.hpp"
#include "nonce_watch.hpp"
#include "transmit_watch.hpp"
#include "wire/mkpdu.hpp"

namespace sim {

using Icks = std::map<mka::Ckn, mka::crypto::Cmac>;

class FrameWatch {
 public:
  struct Sender {
    PortId port = 0;
    mka::Sci sci;
    const ModelSecy& secy;
    const Icks& icks;
    mka::wire::eapol::Hearing hearing{};
  };
  // The frame as a value, or what is wrong with it.
  struct Reading {
    std::optional<mka::wire::Mkpdu> mkpdu{};
    Complaint complaint{};
  };

  Reading sends(const Sender& sender, mka::Bytes frame);
  // A SAK of this world: no frame may show its octets, before or after.
  Complaint knows(const mka::Sak& sak);

 private:
  Complaint judge(const Sender& sender, const mka::wire::Mkpdu& pdu);
  static constexpr std::size_t remembered = 24;
  std::map<std::pair<PortId, mka::Mi>, mka::Mn> numbers_;
  std::deque<mka::Sak> saks_;
  std::deque<std::vector<std::uint8_t>> frames_;
};

// One line for the story.
std::string describe(const mka::wire::Mkpdu& pdu);
// The last digits of an identifier, enough to follow it.
std::string brief(const mka::Mi& mi);
std::string brief(const mka::Ki& ki);

}  // namespace sim
