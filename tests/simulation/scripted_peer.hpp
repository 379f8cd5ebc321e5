// A station with a port's CAK that is no engine: it says what its story has it say, right or wrong.
#pragma once

#include <functional>

#include "wire/mkpdu.hpp"
#include "world.hpp"

namespace sim {

class ScriptedPeer {
 public:
  ScriptedPeer(World& world, Port& ear, Key key);

  using More = std::function<void(mka::wire::Mkpdu&)>;
  // One MKPDU. It lists the port with what that has sent last, unless it is deaf.
  void say(const More& more = {});
  void keep_saying(mka::Duration duration, const More& more = {});  // every two seconds
  // A SAK for the port, wrapped as a key server does.
  mka::wire::DistributedSak sak(std::uint32_t number) const;

  mka::wire::Basic basic;
  bool deaf = false;

 private:
  World& world_;
  Port& ear_;
  mka::Cak cak_;
  mka::Ckn ckn_;
};

}  // namespace sim
